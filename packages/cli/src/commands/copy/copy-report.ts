import type { CopyConflictError, CopyProgress, CopyTotals } from '@eventsource/dynamodb';
import type { Session } from '../../session.js';
import { Estimate } from '../../terminal/estimate.js';
import { bytes, count } from '../../terminal/figures.js';
import { jsonText } from '../../terminal/json.js';
import { print } from '../../terminal/print.js';
import { printable } from '../../terminal/printable.js';
import { type ProgressBar, progressBar } from '../../terminal/progress-bar.js';
import { styleOf } from '../../terminal/style.js';
import { table } from '../../terminal/table.js';

/** Tells how a copy goes, and what came of it. */
export class CopyReport {
  readonly #session: Session;
  readonly #dryRun: boolean;
  readonly #estimate = new Estimate();
  #bar: ProgressBar | undefined;

  constructor(session: Session, { dryRun }: { readonly dryRun: boolean }) {
    this.#session = session;
    this.#dryRun = dryRun;
  }

  progress({ totals: { items, events }, expected }: CopyProgress): void {
    this.#bar ??= progressBar(this.#session, this.#dryRun ? 'Comparing' : 'Copying', expected?.items ?? 0);
    const left = expected && this.#estimate.left(items, expected.items);
    this.#bar.update(items, `${count(events)} events${left === undefined ? '' : `, ${left}`}`);
  }

  /** Beside the copying: nothing waits for it. */
  conflict({ stream, partition, message }: CopyConflictError): void {
    const { stdout, json } = this.#session;
    const { yellow } = styleOf(stdout);
    this.#bar?.hide();
    stdout.write(
      `${json ? jsonText({ conflict: { stream, partition, message } }) : `${yellow('conflict')}  ${printable(message)}`}\n`,
    );
  }

  stop(): void {
    this.#bar?.stop();
  }

  async end(totals: CopyTotals): Promise<void> {
    this.stop();
    await print(
      this.#session,
      { dryrun: this.#dryRun, totals },
      `${this.#figures(totals)}\n\n${this.#verdict(totals)}`,
    );
  }

  #figures(totals: CopyTotals): string {
    const rows: [string, string][] = [
      ['Streams', count(totals.streams)],
      ['Events', count(totals.events)],
      ['Items', count(totals.items)],
      ['Size', bytes(totals.bytes)],
      [this.#dryRun ? 'To be written' : 'Written', `${count(totals.written)} items`],
      ['Already there', `${count(totals.alreadyThere)} items`],
      ['Verified', `${count(totals.verified)} items`],
      ['Conflicts', `${count(totals.conflicts)} streams`],
      ['Source', `${count(totals.sourceReadUnits)} read units`],
      ['Target', `${count(totals.targetReadUnits)} read units, ${this.#writeUnits(totals)}`],
    ];
    return table(this.#session, [], rows);
  }

  #writeUnits({ writeUnits }: CopyTotals): string {
    return `${count(writeUnits)} write units${this.#dryRun ? ' to be taken' : ''}`;
  }

  #verdict({ conflicts, streams }: CopyTotals): string {
    const { green, red } = styleOf(this.#session.stdout);
    if (conflicts > 0)
      return red(`${count(conflicts)} of ${count(streams)} streams differ in the target, and stay so.`);
    return green(
      this.#dryRun ? 'Nothing was written: this was a dry run.' : 'All of it is in the target, and was read back.',
    );
  }
}
