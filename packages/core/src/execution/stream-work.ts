import type { LiveAggregate } from '../aggregate/live-aggregate.js';
import type { StoredCommit } from '../commit/commit.js';
import type { CommandContext } from '../decorators/context.js';
import { CommandIdReusedError, UnexpectedVersionError } from '../errors/command-errors.js';
import { MalformedStreamError } from '../errors/malformed-stream-error.js';
import type { Watch } from '../instrumentation/instrumentation.js';
import { noting } from '../instrumentation/steps.js';
import type { RequestOptions } from '../store/store.js';
import { abortable, withSignal } from './cancellation.js';
import { isPromise, whileDeciding } from './deciding.js';
import type { Engine } from './engine.js';
import { decideStep, readStep } from './facts.js';
import type { Work } from './work.js';

/** What a handler did: it emitted events, or none, or it rejected. */
export type Decision = Emission | Rejection;

export interface Emission {
  readonly events: readonly unknown[];
  readonly context: CommandContext;
}

export interface Rejection {
  readonly rejection: unknown;
}

/** The part of an execution that concerns one stream: its aggregate, whether that is current, and what is in doubt. */
export class StreamWork {
  readonly work: Work;
  readonly #engine: Engine;
  readonly #request: RequestOptions & { readonly signal: AbortSignal };
  /** Slots in which a commit of this command may lie, as long as nobody has looked. */
  readonly #slotsInDoubt = new Set<number>();
  #live: LiveAggregate | undefined;
  #current = false;

  constructor(engine: Engine, work: Work, request: RequestOptions & { readonly signal: AbortSignal }) {
    this.work = work;
    this.#engine = engine;
    this.#request = request;
    if (work.id.earlierTry) this.#slotsInDoubt.add(work.id.earlierTry.slot);
  }

  get live(): LiveAggregate {
    if (!this.#live) throw new TypeError('The aggregate has not been obtained.');
    return this.#live;
  }

  /** Whether the aggregate is as it was read from the store during this command. */
  get isCurrent(): boolean {
    return this.#current;
  }

  /** A slot in which a commit of this command may lie, unseen. */
  get slotInDoubt(): number | undefined {
    return [...this.#slotsInDoubt].at(-1);
  }

  /** Takes the aggregate that an earlier command left in memory, or loads it. */
  async obtain(): Promise<void> {
    const { cache } = this.#engine;
    const { key, cache: mode } = this.work;
    if (mode === 'bypass') cache.evict(key);
    const cached = cache.get(key);
    this.#live = cached ?? (await this.#load());
    this.#current = !cached;
    if (!cached && mode !== 'bypass') cache.keep(key, this.#live);
    if (cached && mode === 'refresh') await this.refresh();
  }

  /** Brings the aggregate up to date, if it is not known to be. @returns whether it was stale. */
  async refresh(): Promise<boolean> {
    if (this.#current) return false;
    try {
      const stale = await withSignal(this.#request.signal, () => this.#engine.loader.refresh(this.live, this.#request));
      this.#current = true;
      return stale;
    } catch (error) {
      this.evict();
      throw error;
    }
  }

  /** Gives up the aggregate: its state must not be used any more. */
  evict(): void {
    this.#engine.cache.evict(this.work.key);
  }

  /** After a refused write: a commit of this command may lie there, of this try or of one before. */
  doubt(slot: number): void {
    this.#slotsInDoubt.add(slot);
  }

  /**
   * The commit that an earlier try of this command left in the stream.
   *
   * @throws {CommandIdReusedError}
   */
  async earlierCommit(): Promise<StoredCommit | undefined> {
    const { id, stream } = this.work;
    if (!id.isGiven && this.#slotsInDoubt.size === 0) return undefined;
    const { recent, version } = this.live;
    const known = recent.find(id, stream);
    if (known !== undefined) return this.#commitAt(known);
    const unseen = (slot: number) => slot <= version.number && !recent.holds(slot);
    return this.ownCommitIn([...this.#slotsInDoubt].filter(unseen));
  }

  /** Likewise, on state that is brought up to date first. */
  async earlierCommitOnceCurrent(): Promise<StoredCommit | undefined> {
    await this.obtain();
    await this.refresh();
    return this.earlierCommit();
  }

  /** The commit of this command in one of these slots. Then there is no doubt about any slot. */
  async ownCommitIn(slots: Iterable<number> = this.#slotsInDoubt): Promise<StoredCommit | undefined> {
    for (const slot of slots) {
      const commit = await this.#read(slot);
      if (commit && this.isOwn(commit)) return commit;
    }
    this.#slotsInDoubt.clear();
    return undefined;
  }

  /** @throws {CommandIdReusedError} */
  isOwn({ id: stored, first }: StoredCommit): boolean {
    const { id, stream } = this.work;
    const recognition = stored && id.recognises(stored);
    if (recognition === 'another-command') throw new CommandIdReusedError(stream, id.value, first);
    return recognition === 'this-command';
  }

  decide(): Promise<Decision> {
    return this.#engine.steps.take(
      () => decideStep(this.work, this.live, !this.#current),
      (watch) => this.#decide(watch),
    );
  }

  async #decide(watch: Watch): Promise<Decision> {
    const { instance, version, stream } = this.live;
    const { aggregateId, metadata, expectedVersion, decide } = this.work;
    const { signal } = this.#request;
    if (expectedVersion !== undefined && expectedVersion !== version.number) {
      return noted({ rejection: new UnexpectedVersionError(stream, expectedVersion, version.number) }, watch);
    }
    const context = { aggregateId, version: version.number, time: this.#engine.clock.now(), metadata };
    try {
      const decided = whileDeciding(stream, () => decide(instance, context));
      const emitted = isPromise(decided) ? await abortable(signal, Promise.resolve(decided)) : decided;
      return noted({ events: toList(emitted), context }, watch);
    } catch (rejection) {
      if (signal.aborted && rejection === signal.reason) throw rejection;
      return noted({ rejection }, watch);
    }
  }

  #load(): Promise<LiveAggregate> {
    const { description, aggregateId, stream } = this.work;
    const { loader } = this.#engine;
    return withSignal(this.#request.signal, () => loader.load(description, aggregateId, stream, this.#request));
  }

  /** A commit that is known to be there: as long as it is not read, the command cannot be answered. */
  async #commitAt(first: number): Promise<StoredCommit> {
    this.doubt(first);
    const commit = await this.#read(first);
    if (commit) return commit;
    throw new MalformedStreamError(this.work.stream, first, 'the commit that was there a moment ago is gone.');
  }

  #read(version: number): Promise<StoredCommit | undefined> {
    const { store, steps } = this.#engine;
    return steps.take(
      () => readStep(this.work, version),
      (watch) =>
        withSignal(this.#request.signal, () => store.read(this.work.stream, version, noting(this.#request, watch))),
    );
  }
}

function noted(decision: Decision, { note }: Watch): Decision {
  note('rejection' in decision ? { rejection: decision.rejection } : { events: decision.events.length });
  return decision;
}

const toList = (emitted: unknown): readonly unknown[] =>
  emitted === undefined || emitted === null ? [] : Array.isArray(emitted) ? Array.from(emitted) : [emitted];
