import type { Consumer, DeliveryFailedError } from '@eventsource/core';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { Estimate } from '../../terminal/estimate.js';
import { count, counted } from '../../terminal/figures.js';
import { jsonText } from '../../terminal/json.js';
import { print } from '../../terminal/print.js';
import { printable } from '../../terminal/printable.js';
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

/** What something was waited for. */
export interface Wait {
  /** Undefined where it is the table that is read. */
  readonly consumer?: string | undefined;
  readonly error: unknown;
  readonly milliseconds: number;
}

/** What was brought. */
export interface Brought {
  readonly events: number;
  readonly taken: number;
  readonly failures: number;
  readonly stopped: number;
}

/** Tells how a delivery to projections goes, and what came of it. */
export class DeliveryReport {
  #label: string | undefined;
  #bar: ProgressBar | undefined;
  #estimate = new Estimate();
  #waitsUntil = 0;

  constructor(
    private readonly session: Session,
    private readonly consumers: readonly Consumer[],
  ) {}

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
    stdout.write(`${json ? jsonText(told) : `${yellow('failed')}  ${printable(message)}`}\n`);
  }

  /** Several parts that wait side by side are one wait to whoever looks on. */
  waiting({ consumer, error, milliseconds }: Wait): void {
    const now = performance.now();
    if (now < this.#waitsUntil) return;
    this.#waitsUntil = now + milliseconds;
    const { stderr, json } = this.session;
    const { yellow } = styleOf(stderr);
    const message = error instanceof Error ? error.message : String(error);
    const whom = consumer === undefined ? 'the table' : `projection ${consumer}`;
    const text = `${yellow('waiting')}  ${milliseconds / 1000} s for ${whom}: ${printable(message)}`;
    this.#bar?.hide();
    stderr.write(`${json ? jsonText({ waiting: { consumer, milliseconds, message } }) : text}\n`);
  }

  stop(): void {
    this.#bar?.stop();
  }

  /**
   * @param rows figures for people. @param result all of it, for programs.
   * @returns 1 where projections have not taken all of it.
   */
  async end(rows: readonly (readonly [string, string])[], result: Brought): Promise<ExitCode> {
    this.stop();
    const { events, taken, failures, stopped } = result;
    const figures = table(
      this.session,
      [],
      [
        ...rows,
        ['Taken', `${count(taken)} of ${counted(events * this.consumers.length, 'event')}`],
        ['Failures', counted(failures, 'stream')],
        ['Stopped', counted(stopped, 'stream')],
      ],
    );
    await print(this.session, { totals: result }, `${figures}\n\n${this.#verdict(result)}`);
    return failures + stopped > 0 ? 1 : 0;
  }

  #begin(label: string, expected: number): void {
    this.stop();
    this.#label = label;
    this.#bar = progressBar(this.session, label, expected);
    this.#estimate = new Estimate();
  }

  #verdict({ events, taken, failures, stopped }: Brought): string {
    const { green, red, yellow } = styleOf(this.session.stdout);
    const [only, another] = this.consumers;
    const name = only && !another ? only.name : '<projection>';
    const problems = [
      ...(failures > 0 ? [`${were(failures)} not taken: mend the cause, and run the same command again.`] : []),
      ...(stopped > 0
        ? [`${are(stopped)} stopped: mend the cause, and redrive them: eventsource projections redrive ${name} …`]
        : []),
    ];
    if (problems.length > 0) return problems.map(red).join('\n');
    if (taken > 0 || events === 0) return green('The projections are up to date with it.');
    return yellow(
      'Nothing was taken: all of it had been taken before. If a read model was lost, reset the positions ' +
        `first: eventsource projections reset ${name} …`,
    );
  }
}

const were = (streams: number): string => `${counted(streams, 'stream')} ${streams === 1 ? 'was' : 'were'}`;
const are = (streams: number): string => `${counted(streams, 'stream')} ${streams === 1 ? 'is' : 'are'}`;
