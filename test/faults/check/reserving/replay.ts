import type { Applied, AppliedWrite } from '../../proxy/ledger.js';
import type { Reserving } from '../../run/scenario.js';
import type { Site } from '../../run/site.js';
import { commitOf } from '../read-table.js';
import { Timeline } from './timeline.js';
import { after, nobody, type UserState } from './user-state.js';

/** Everything that the emulator applied, one write after another, and what was wrong between any two of them. */
export class Replay {
  readonly users = new Timeline<UserState>(nobody);
  /** Who has reserved a value, by the key of its item. */
  readonly owners = new Timeline<string | undefined>(undefined);
  readonly violations: string[] = [];
  /** Who has a value by his own events, by its key. */
  readonly #holders = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly site: Site,
    private readonly reserving: Reserving,
    writes: readonly Applied[],
  ) {
    for (const one of writes) this.#apply(one);
  }

  holdersOf(key: string): readonly string[] {
    return [...(this.#holders.get(key) ?? [])];
  }

  #apply(applied: Applied): void {
    const keys = new Set(applied.writes.flatMap((write) => this.#keysChangedBy(write, applied)));
    for (const key of keys) this.violations.push(...this.#violationsOf(key).map((what) => `${what} ${told(applied)}`));
  }

  #keysChangedBy(write: AppliedWrite, applied: Applied): readonly string[] {
    if (write.table !== this.site.reservations) return 'put' in write ? this.#commit(write.put, applied) : [];
    const key = ('put' in write ? write.put : write.deleted).key?.S ?? '';
    const owner = 'put' in write ? write.put.owner?.S : undefined;
    const before = this.owners.of(key);
    this.owners.set(key, owner, applied);
    if (before !== undefined && owner !== undefined && before !== owner) {
      this.violations.push(`${key} passed from ${before} to ${owner}, and was not released ${told(applied)}`);
    }
    return [key];
  }

  #commit(item: Parameters<typeof commitOf>[0], applied: Applied): readonly string[] {
    const commit = commitOf(item);
    const before = this.users.of(commit.stream);
    const now = after(before, commit);
    this.users.set(commit.stream, now, applied);
    const [user, left, has] = [idOf(commit.stream), keyOf(before.email), keyOf(now.email)];
    if (left !== undefined) this.#holders.set(left, new Set(this.holdersOf(left).filter((one) => one !== user)));
    if (has !== undefined) this.#holders.set(has, new Set([...this.holdersOf(has), user]));
    return [left, has].filter((key) => key !== undefined);
  }

  #violationsOf(key: string): readonly string[] {
    const holders = this.holdersOf(key);
    const owner = this.owners.of(key);
    const violations = holders.length > 1 ? [`${key} has the owners ${holders.join(' and ')}`] : [];
    for (const holder of holders) {
      if (holder !== owner) violations.push(`${key} belongs to ${holder} and is reserved for ${owner ?? 'nobody'}`);
    }
    const isLeft = this.reserving === 'together' && owner !== undefined && holders.length === 0;
    return isLeft ? [...violations, `${key} is reserved for ${owner}, to whom it does not belong`] : violations;
  }
}

export const keyOf = (email: string | undefined): string | undefined =>
  email === undefined ? undefined : `email:${email}`;

export const idOf = (stream: string): string => stream.slice(stream.indexOf(':') + 1);

const told = ({ from, writes }: Applied): string => `(after ${JSON.stringify(writes)}, at ${from}).`;
