import { type Verification, type VerifyOptions, type VerifyTotals, verify } from '@eventsource/dynamodb';
import type { CheckpointFile } from './checkpoint-file.js';
import type { Report } from './report.js';
import { sumOf } from './totals.js';

/** A verification in parts, side by side. If one of them fails, the others end, too. */
export class Segments {
  readonly #options: VerifyOptions;
  readonly #failed = new AbortController();
  #parts: readonly Verification[] = [];

  constructor(options: VerifyOptions) {
    this.#options = options;
  }

  get totals(): VerifyTotals {
    return sumOf(this.#parts.map(({ totals }) => totals));
  }

  async run(file: CheckpointFile, report: Report): Promise<void> {
    this.#parts = file.checkpoints.map((checkpoint, index) => this.#begin(file, report, checkpoint, index));
    const ended = await Promise.allSettled(this.#parts.map((part, index) => this.#read(part, index, file, report)));
    const failure = this.#failed.signal;
    if (ended.some(({ status }) => status === 'rejected')) throw failure.reason;
  }

  #begin(file: CheckpointFile, report: Report, checkpoint: string | undefined, index: number): Verification {
    const { signal } = this.#options;
    return verify({
      ...this.#options,
      checkpoint,
      segment: { index, of: file.checkpoints.length },
      signal: AbortSignal.any([this.#failed.signal, ...(signal ? [signal] : [])]),
      onProgress: (progress) => {
        report.progress(this.totals);
        file.mark(index, progress.checkpoint, report.found);
      },
    });
  }

  async #read(part: Verification, index: number, file: CheckpointFile, report: Report): Promise<void> {
    try {
      for await (const finding of part) {
        await report.add(finding);
        file.mark(index, part.checkpoint, report.found);
      }
      file.mark(index, part.checkpoint, report.found);
    } catch (error) {
      this.#failed.abort(error);
      throw error;
    }
  }
}
