import type { AggregateDescription } from '../description/aggregate-description.js';
import { isJsonObject, type JsonObject, parseJson } from '../serialization/json.js';
import type { Snapshot } from '../store/commit.js';
import type { UsableSnapshots } from '../store/store.js';
import { assertSameState, captureState, restoreState } from './aggregate-state.js';
import { fingerprint } from './fingerprint.js';
import type { LiveAggregate } from './live-aggregate.js';
import type { CarriedCommit } from './recent-commits.js';

/** Takes and restores the snapshots of one kind of aggregate. */
export class Snapshots {
  readonly usable: UsableSnapshots;
  readonly #description: AggregateDescription;

  constructor(description: AggregateDescription, every: number, serializer: string, version?: string) {
    this.#description = description;
    this.usable = { every, fingerprint: version ?? fingerprint(description, serializer) };
  }

  /** Whether enough events have passed since the last snapshot that this code could use. */
  isDue(live: LiveAggregate): boolean {
    return live.version.number - live.snapshotVersion >= this.usable.every;
  }

  /** @throws {UnserializableError} when the state does not survive being stored. */
  take(live: LiveAggregate): Snapshot {
    const state = captureState(live.instance, this.#description.name);
    const commits = live.recent.carried.map(([first, id, age]) => [first, Buffer.from(id).toString('base64'), age]);
    const text = JSON.stringify({ ...(commits.length > 0 && { c: commits }), d: state });
    assertSameState(live.instance, this.#restore(parse(text).state), this.#description.name);
    return { version: live.version.number, fingerprint: this.usable.fingerprint, data: Buffer.from(text) };
  }

  /** @returns the aggregate at the snapshot's version, or undefined when the data cannot be read. */
  restore(live: LiveAggregate, snapshot: Snapshot): boolean {
    try {
      const { state, commits } = parse(Buffer.from(snapshot.data).toString());
      restoreState(live.instance, state);
      live.startFrom(snapshot.version);
      live.recent.restore(commits);
      return true;
    } catch {
      return false;
    }
  }

  #restore(state: JsonObject): object {
    return restoreState(this.#description.create(), state);
  }
}

function parse(text: string): { state: JsonObject; commits: CarriedCommit[] } {
  const snapshot = parseJson(text);
  if (!isJsonObject(snapshot) || !isJsonObject(snapshot.d)) throw new TypeError('The snapshot holds no state.');
  const commits = Array.isArray(snapshot.c) ? snapshot.c.map(carriedCommit) : [];
  return { state: snapshot.d, commits };
}

function carriedCommit(entry: unknown): CarriedCommit {
  const [first, id, age]: unknown[] = Array.isArray(entry) ? entry : [];
  if (typeof first === 'number' && typeof id === 'string' && typeof age === 'number') {
    return [first, Buffer.from(id, 'base64'), age];
  }
  throw new TypeError('The snapshot carries something that is no commit.');
}
