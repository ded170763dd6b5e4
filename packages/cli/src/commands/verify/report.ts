import type { TableFinding, TableFindingKind, VerifyTotals } from '@eventsource/dynamodb';
import type { Session } from '../../session.js';
import { bytes, count } from '../../terminal/figures.js';
import { jsonText } from '../../terminal/json.js';
import { print, write } from '../../terminal/print.js';
import { printable } from '../../terminal/printable.js';
import type { ProgressBar } from '../../terminal/progress-bar.js';
import { styleOf } from '../../terminal/style.js';
import { table } from '../../terminal/table.js';

/** Tells findings as they come, so that none is lost or waited for, and the totals in the end. */
export class Report {
  readonly #kinds = new Map<TableFindingKind, number>();

  /** @param earlier how many findings runs before this one have told. */
  constructor(
    private readonly session: Session,
    private readonly bar: ProgressBar,
    private readonly earlier: number,
  ) {}

  /** All findings so far. */
  get found(): number {
    return [...this.#kinds.values()].reduce((sum, times) => sum + times, this.earlier);
  }

  progress({ items, events, units }: VerifyTotals): void {
    this.bar.update(items, `${count(events)} events, ${count(units)} read units`);
  }

  async add(finding: TableFinding): Promise<void> {
    this.#kinds.set(finding.kind, (this.#kinds.get(finding.kind) ?? 0) + 1);
    this.bar.hide();
    await write(this.session, `${this.session.json ? jsonText(finding) : this.#line(finding)}\n`);
  }

  stop(): void {
    this.bar.stop();
  }

  async end(totals: VerifyTotals): Promise<void> {
    this.stop();
    await print(this.session, { totals, findings: this.found }, `${this.#figures(totals)}\n\n${this.#verdict()}`);
  }

  #line({ kind, key, partition, version, message }: TableFinding): string {
    const { yellow, bold } = styleOf(this.session.stdout);
    const place = version === undefined ? (partition ?? '') : `version ${version}`;
    return `${yellow(kind.padEnd(10))}  ${bold(printable(key))}  ${place}${place === '' ? '' : '  '}${printable(message)}`;
  }

  #figures({ streams, items, events, snapshots, compared, bytes: size, units }: VerifyTotals): string {
    const rows: [string, string][] = [
      ['Streams', count(streams)],
      ['Events', count(events)],
      ['Items', count(items)],
      ['Size', bytes(size)],
      ['Snapshots', `${count(snapshots)}, ${count(compared)} of them compared`],
      ['Read units', count(units)],
    ];
    return table(this.session, [], rows);
  }

  #verdict(): string {
    const { green, red } = styleOf(this.session.stdout);
    if (this.found === 0) return green('Nothing is wrong.');
    const kinds = [...this.#kinds].map(([kind, times]) => `${count(times)} ${kind}`);
    if (this.earlier > 0) kinds.push(`${count(this.earlier)} before the checkpoint`);
    return red(`${count(this.found)} ${this.found === 1 ? 'finding' : 'findings'}: ${kinds.join(', ')}.`);
  }
}
