import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Checkpoints, type ConsumeOptions, MemoryCheckpoints, type Move, type Position } from '@eventsource/core';

/** What handlers write with a move. */
export interface JournalTransaction {
  note(stream: string, version: number, amount: number): void;
}

export interface JournalLine {
  readonly move: Move;
  readonly notes: readonly { readonly stream: string; readonly version: number; readonly amount: number }[];
}

/** Positions that outlive a process: each move is a line of a file, together with what was written. */
export class JournalCheckpoints implements Checkpoints<JournalTransaction> {
  readonly #memory = new MemoryCheckpoints();
  readonly #ready: Promise<void>;

  constructor(private readonly file: string) {
    this.#ready = this.#restore();
  }

  async read(consumer: string, streams: readonly string[], options?: ConsumeOptions) {
    await this.#ready;
    return this.#memory.read(consumer, streams, options);
  }

  async move(move: Move, work: (transaction: JournalTransaction) => Promise<void>, options?: ConsumeOptions) {
    await this.#ready;
    const notes: JournalLine['notes'][number][] = [];
    const written = async () => work({ note: (stream, version, amount) => notes.push({ stream, version, amount }) });
    await this.#memory.move(move, written, options);
    appendFileSync(this.file, `${JSON.stringify({ move, notes })}\n`);
  }

  fail(position: Position): Promise<number> {
    return this.#memory.fail(position);
  }

  stop(position: Position): Promise<boolean> {
    return this.#memory.stop(position);
  }

  resume(consumer: string, stream: string): Promise<void> {
    return this.#memory.resume(consumer, stream);
  }

  settle(consumer: string, stream: string): Promise<void> {
    return this.#memory.settle(consumer, stream);
  }

  stopped(consumer: string) {
    return this.#memory.stopped(consumer);
  }

  /** With its lines, which are the read model too. */
  async reset(consumer: string, options?: ConsumeOptions): Promise<number> {
    await this.#ready;
    const forgotten = await this.#memory.reset(consumer, options);
    const kept = linesOf(this.file).filter(({ move }) => move.consumer !== consumer);
    writeFileSync(this.file, kept.map((line) => `${JSON.stringify(line)}\n`).join(''));
    return forgotten;
  }

  async #restore(): Promise<void> {
    for (const { move } of linesOf(this.file)) await this.#memory.move(move, async () => {});
  }
}

export const linesOf = (file: string): JournalLine[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
    : [];
