import type { Seen } from '../account/seen.js';
import type { Answer, Call } from '../worker/call.js';
import { fold, untouched } from './model.js';
import { callOf, firstVersion, lastVersion, type StoredCommit } from './stored-commit.js';

/** One account: what is stored of it, and every call that was made on it. */
export class AccountHistory {
  /** The state at each version, from 0 on. */
  readonly states: readonly Seen[];
  /** The commit that begins at a version. */
  readonly #byFirst: ReadonlyMap<number, StoredCommit>;
  readonly #byCall: ReadonlyMap<string, StoredCommit>;
  /** By version: the latest start of a call that this version or an older one came from. */
  readonly #possibleFrom: readonly number[];
  /** What callers came to know of the version, in the order in which they did. */
  readonly #known: readonly { readonly at: number; readonly version: number }[];

  constructor(
    readonly stream: string,
    readonly commits: readonly StoredCommit[],
    readonly calls: readonly Call[],
    starts: ReadonlyMap<string, number>,
  ) {
    this.states = statesOf(commits);
    this.#byFirst = new Map(commits.map((commit) => [firstVersion(commit), commit]));
    this.#byCall = new Map(commits.map((commit) => [callOf(commit), commit]));
    this.#possibleFrom = possibleFrom(commits, starts);
    this.#known = knownVersions(calls);
  }

  commitAt(first: number): StoredCommit | undefined {
    return this.#byFirst.get(first);
  }

  /** The commit that this very call wrote. */
  writtenBy({ call }: Call): StoredCommit | undefined {
    return this.#byCall.get(call);
  }

  /** The newest version that somebody knew of at that time, so that it was current then or before. */
  knownAt(time: number): number {
    return this.#known.findLast(({ at }) => at < time)?.version ?? 0;
  }

  /** The newest version that can have been current at that time: no older write had not even been asked for. */
  possibleAt(time: number): number {
    const beyond = this.#possibleFrom.findIndex((start) => start >= time);
    return (beyond === -1 ? this.#possibleFrom.length : beyond) - 1;
  }

  /** Whether this version was current at some moment of the call, as far as anyone can tell. */
  isCurrentDuring({ start, end = Infinity }: Call, version: number): boolean {
    return version >= this.knownAt(start) && version <= this.possibleAt(end);
  }
}

function statesOf(commits: readonly StoredCommit[]): Seen[] {
  const states = [untouched];
  for (const { version, record } of commits.flatMap(({ records }) => records)) {
    states.push(fold(states.at(-1) ?? untouched, version, record));
  }
  return states;
}

function possibleFrom(commits: readonly StoredCommit[], starts: ReadonlyMap<string, number>): number[] {
  let latest = 0;
  const possible = [latest];
  for (const commit of commits) {
    latest = Math.max(latest, starts.get(callOf(commit)) ?? 0);
    // The events of one commit become current together.
    for (let version = firstVersion(commit); version <= lastVersion(commit); version += 1) possible.push(latest);
  }
  return possible;
}

function knownVersions(calls: readonly Call[]): { at: number; version: number }[] {
  let newest = 0;
  return calls
    .flatMap(({ end, answer }) => (end === undefined || !answer ? [] : [{ at: end, version: versionIn(answer) }]))
    .sort((one, other) => one.at - other.at)
    .map(({ at, version }) => {
      newest = Math.max(newest, version);
      return { at, version: newest };
    });
}

/** The version that an answer proves to be there; 0 when it proves none. */
function versionIn(answer: Answer): number {
  if ('version' in answer) return answer.version;
  return 'seen' in answer ? answer.seen.version : 0;
}
