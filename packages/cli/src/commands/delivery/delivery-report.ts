import type { DeliveryFailedError } from '@eventsource/core';
import type { Session } from '../../session.js';
import { Estimate } from '../../terminal/estimate.js';
import { count } from '../../terminal/figures.js';
import { jsonText } from '../../terminal/json.js';
import { print } from '../../terminal/print.js';
import { type ProgressBar, progressBar } from '../../terminal/progress-bar.js';
import { styleOf } from '../../terminal/style.js';
import { table } from '../../terminal/table.js';

/** What there is to tell of work that is under way. */
export interface Stage {
  /** `Reading`: another one begins another bar. */
  readonly label: string;
  readonly done: number;
  /** Of which `done` is a part; 0 where that is not known. */
  readonly expected: number;
  readonly note: string;
}

/** Tells how a delivery to projections goes, and what came of it. */
export class DeliveryReport {
  #label: string | undefined;
  #bar: ProgressBar | undefined;
  #estimate = new Estimate();

  constructor(private readonly session: Session) {}

  progress({ label, done, expected, note }: Stage): void {
    if (label !== this.#label) this.#begin(label, expected);
    const left = this.#estimate.left(done, expected);
    this.#bar?.update(done, left === undefined ? note : `${note}, ${left}`);
  }

  /** Beside the delivery: nothing waits for it. */
  failure({ consumer, stream, version, message }: DeliveryFailedError): void {
    const { stdout, json } = this.session;
    const { yellow } = styleOf(stdout);
    this.#bar?.hide();
    const told = { failure: { consumer, stream, version, message } };
    stdout.write(`${json ? jsonText(told) : `${yellow('failed')}  ${message}`}\n`);
  }

  stop(): void {
    this.#bar?.stop();
  }

  /** @param rows figures for people. @param result all of it, for programs. */
  async end(rows: readonly (readonly [string, string])[], result: { readonly failures: number }): Promise<void> {
    this.stop();
    const figures = table(this.session, [], rows);
    await print(this.session, { totals: result }, `${figures}\n\n${this.#verdict(result)}`);
  }

  #begin(label: string, expected: number): void {
    this.stop();
    this.#label = label;
    this.#bar = progressBar(this.session, label, expected);
    this.#estimate = new Estimate();
  }

  #verdict({ failures }: { readonly failures: number }): string {
    const { green, red } = styleOf(this.session.stdout);
    if (failures === 0) return green('The projections are up to date with it.');
    const streams = failures === 1 ? '1 stream was' : `${count(failures)} streams were`;
    return red(`${streams} not taken: mend the cause, and run the same command again.`);
  }
}
