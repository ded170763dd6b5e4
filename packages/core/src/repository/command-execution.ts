import type { CommandContext } from '../decorators/context.js';
import { AppendUnansweredError } from '../errors/append-unanswered-error.js';
import { CommandAbortedError, CommandIdReusedError, UnexpectedVersionError } from '../errors/command-errors.js';
import { ConcurrencyError } from '../errors/concurrency-error.js';
import { MalformedStreamError } from '../errors/malformed-stream-error.js';
import { OutcomeUnknownError } from '../errors/outcome-unknown-error.js';
import type { StoredCommit } from '../store/commit.js';
import type { RequestOptions } from '../store/store.js';
import { withSignal } from './cancellation.js';
import { CommandId } from './command-id.js';
import { Committed } from './committed.js';
import { retryConflicts } from './conflict-retry.js';
import { CostMeter } from './cost.js';
import { assertNotDeciding, whileDeciding } from './deciding.js';
import type { Engine } from './engine.js';
import type { LiveAggregate } from './live-aggregate.js';
import type { Work } from './work.js';

/** What a handler did: it emitted events, or none, or it rejected. */
type Decision =
  | { readonly events: readonly unknown[]; readonly context: CommandContext }
  | { readonly rejection: unknown };

/**
 * One command on its way to one of four ends: stored, rejected, lost to others, or unknown.
 *
 * Decisions are made on cached state; the conditional write proves that it was current, and what comes to no write (a
 * rejection, no events) is proven by reading what is newer. The id stays the same over all attempts, so that a write whose
 * answer was lost is found again: by the commit that was in the way, else by looking at its slot.
 */
export class CommandExecution {
  readonly #engine: Engine;
  readonly #work: Work;
  readonly #meter = new CostMeter();
  /** The slot that a refused write was for, as long as nobody has seen whose commit is in it. */
  #slotInDoubt: number | undefined;

  constructor(engine: Engine, work: Work) {
    this.#engine = engine;
    this.#work = work;
  }

  async run(): Promise<Committed> {
    const { stream, signal } = this.#work;
    assertNotDeciding(stream);
    try {
      return await this.#engine.queue.run(stream, signal, () => this.#attempts());
    } catch (error) {
      throw this.#outcome(error);
    }
  }

  async #attempts(): Promise<Committed> {
    try {
      return await retryConflicts(() => this.#attempt(), this.#engine.retry, this.#work.signal);
    } catch (error) {
      const own = error instanceof ConcurrencyError && (await this.#ownCommitIn(this.#slotInDoubt));
      if (own) return this.#stored(own);
      throw error;
    }
  }

  async #attempt(): Promise<Committed> {
    let { live, current } = await this.#obtain();
    for (;;) {
      const earlier = await this.#earlierCommit(live);
      if (earlier) return this.#stored(earlier);
      const decision = await this.#decide(live);
      if ('events' in decision && decision.events.length > 0) return this.#commit(live, decision);
      const stale = !current && (await this.#refresh(live));
      if (!stale) return this.#conclude(live, decision);
      current = true;
    }
  }

  /** The aggregate to decide on, and whether it is known to be current. */
  async #obtain(): Promise<{ live: LiveAggregate; current: boolean }> {
    const { cache, loader } = this.#engine;
    const { description, aggregateId, stream, cache: mode } = this.#work;
    if (mode === 'bypass') cache.evict(stream);
    const cached = cache.get(stream);
    if (!cached) {
      const live = await loader.load(description, aggregateId, stream, this.#request);
      if (mode !== 'bypass') cache.keep(live);
      return { live, current: true };
    }
    if (mode === 'refresh') await this.#refresh(cached);
    return { live: cached, current: mode === 'refresh' };
  }

  /** Brings a cached aggregate up to date. @returns whether it was not. */
  async #refresh(live: LiveAggregate): Promise<boolean> {
    try {
      return await this.#engine.loader.refresh(live, this.#request);
    } catch (error) {
      this.#engine.cache.evict(live.stream);
      throw error;
    }
  }

  /** The commit that an earlier try of this command left in the stream, now that the stream has been read. */
  async #earlierCommit({ recent, version, stream }: LiveAggregate): Promise<StoredCommit | undefined> {
    const { id } = this.#work;
    const slot = this.#slotInDoubt ?? id.earlierTry?.slot;
    if (slot === undefined && id.digest === undefined) return undefined;
    const known = recent.find(id, stream);
    if (known !== undefined) return this.#read(known);
    const own =
      slot !== undefined && slot <= version.number && !recent.holds(slot) ? await this.#ownCommitIn(slot) : undefined;
    this.#slotInDoubt = undefined;
    return own;
  }

  async #ownCommitIn(slot: number | undefined): Promise<StoredCommit | undefined> {
    const { stream } = this.#work;
    const commit = slot === undefined ? undefined : await this.#engine.store.read(stream, slot, this.#request);
    this.#slotInDoubt = undefined;
    return commit && this.#isOwn(commit) ? commit : undefined;
  }

  /** @throws {CommandIdReusedError} */
  #isOwn({ id: bytes, first }: StoredCommit): boolean {
    const { id, stream } = this.#work;
    const stored = bytes && CommandId.decode(bytes);
    const recognition = stored && id.recognises(stored);
    if (recognition === 'another-command') throw new CommandIdReusedError(stream, id.value, first);
    return recognition === 'this-command';
  }

  async #decide({ instance, version, stream }: LiveAggregate): Promise<Decision> {
    const { aggregateId, metadata, expectedVersion, decide, signal } = this.#work;
    if (expectedVersion !== undefined && expectedVersion !== version.number) {
      return { rejection: new UnexpectedVersionError(stream, expectedVersion, version.number) };
    }
    const context = { aggregateId, version: version.number, time: this.#engine.clock.now(), metadata };
    try {
      const emitted = await withSignal(
        whileDeciding(stream, async () => decide(instance, context)),
        signal,
      );
      return { events: toList(emitted), context };
    } catch (rejection) {
      if (signal?.aborted) throw rejection;
      return { rejection };
    }
  }

  async #commit(live: LiveAggregate, { events, context }: Extract<Decision, { events: unknown }>): Promise<Committed> {
    const { writer, cache } = this.#engine;
    const { description, id } = this.#work;
    const records = writer.serialize(description, events, context);
    const first = live.version.number + 1;
    try {
      await writer.write(live, records, id, this.#request);
    } catch (error) {
      cache.evict(live.stream);
      if (!(error instanceof ConcurrencyError)) throw error;
      if (!error.winner) this.#slotInDoubt = first;
      else if (this.#isOwn(error.winner)) return this.#stored(error.winner);
      throw error;
    }
    return this.#committed(live.version.number, first, records);
  }

  /** Answers from what is stored, which is not what was decided here when an earlier process decided it. */
  #stored({ first, records }: StoredCommit): Committed {
    return this.#committed(first + records.length - 1, first, records);
  }

  #conclude(live: LiveAggregate, decision: Decision): Committed {
    if ('rejection' in decision) throw decision.rejection;
    return this.#committed(live.version.number, live.version.number + 1, []);
  }

  #committed(version: number, first: number, records: readonly Uint8Array[]): Committed {
    const { description, aggregateId, stream, id } = this.#work;
    const { serializer } = this.#engine;
    const read = () =>
      records.map((record, index) => serializer.deserialize(record, { stream, version: first + index }));
    return new Committed(description.name, aggregateId, stream, id.value, version, this.#meter.total, read);
  }

  async #read(first: number): Promise<StoredCommit> {
    const { stream } = this.#work;
    const commit = await this.#engine.store.read(stream, first, this.#request);
    if (!commit) throw new MalformedStreamError(stream, first, 'the commit that was there a moment ago is gone.');
    return commit;
  }

  get #request(): RequestOptions {
    const { signal } = this.#work;
    return { onRequest: this.#meter.add, ...(signal && { signal }) };
  }

  /** What a failure says about the command as a whole. */
  #outcome(error: unknown): unknown {
    const { stream, id, signal } = this.#work;
    const slot = error instanceof AppendUnansweredError ? error.expectedVersion + 1 : this.#slotInDoubt;
    if (slot !== undefined) return new OutcomeUnknownError(stream, id.toRetry(slot), { cause: error });
    if (signal?.aborted && error === signal.reason) return new CommandAbortedError(stream, { cause: error });
    return error;
  }
}

const toList = (emitted: unknown): readonly unknown[] =>
  emitted === undefined || emitted === null ? [] : Array.isArray(emitted) ? emitted : [emitted];
