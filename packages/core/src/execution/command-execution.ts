import type { StoredCommit } from '../commit/commit.js';
import type { DecidedCommand } from '../companion/companion-source.js';
import { CommandAbortedError } from '../errors/command-errors.js';
import type { ConcurrencyError } from '../errors/concurrency-error.js';
import { isEventSourceError } from '../errors/is-event-source-error.js';
import { OutcomeUnknownError } from '../errors/outcome-unknown-error.js';
import type { Watch } from '../instrumentation/instrumentation.js';
import type { Companion } from '../store/companion.js';
import { CostMeter } from '../store/cost.js';
import type { RequestOptions } from '../store/store.js';
import { Committed } from './committed.js';
import { retryConflicts } from './conflict-retry.js';
import { assertNotDeciding } from './deciding.js';
import type { Engine } from './engine.js';
import { resultFacts } from './facts.js';
import { sideBySide } from './side-by-side.js';
import { type Emission, type Rejection, StreamWork } from './stream-work.js';
import type { Work } from './work.js';

/** Handed through as a value and not thrown: what a handler throws must never be taken for a failure of the protocol. */
type Outcome = { readonly committed: readonly Committed[] } | Rejection;

type Emissions = ReadonlyMap<StreamWork, Emission>;

/** What the handlers did, and the parts whose decision no write will prove to have been made on current state. */
type Decided = ({ readonly emissions: Emissions; readonly companions: readonly Companion[] } | Rejection) & {
  readonly unproven: readonly StreamWork[];
};

/**
 * Commands for one stream, or for several at once, on their way to one of four ends: stored, rejected, lost to others, or
 * unknown.
 *
 * Decisions are made on cached state; the conditional write proves that it was current, and what comes to no write (a
 * rejection, no events) is proven by reading what is newer. The id stays the same over all attempts, so that a write whose
 * answer was lost is found again: by the commit that was in the way, else by looking at its slot.
 */
export class CommandExecution {
  readonly #engine: Engine;
  readonly #parts: readonly StreamWork[];
  readonly #meter = new CostMeter();
  readonly #request: RequestOptions & { readonly signal: AbortSignal };
  readonly #note: Watch['note'];
  #attemptCount = 0;

  constructor(engine: Engine, works: readonly Work[], signal: AbortSignal, note: Watch['note']) {
    this.#engine = engine;
    this.#request = { signal, onRequest: this.#meter.add };
    this.#note = note;
    this.#parts = works.map((work) => new StreamWork(engine, work, this.#request));
  }

  /** @returns what each of the commands came to, in their order. */
  async run(): Promise<readonly Committed[]> {
    for (const { work } of this.#parts) assertNotDeciding(work.stream);
    const outcome = await this.#queued();
    if ('rejection' in outcome) {
      this.#note({ rejection: outcome.rejection });
      throw outcome.rejection;
    }
    this.#note({ results: outcome.committed.map(resultFacts) });
    return outcome.committed;
  }

  async #queued(): Promise<Outcome> {
    const keys = this.#parts.map(({ work }) => work.key);
    try {
      return await this.#engine.queue.runAll(keys, this.#request.signal, () => this.#attempts());
    } catch (error) {
      throw this.#explained(error);
    } finally {
      this.#note({ cost: this.#meter.total });
    }
  }

  async #attempts(): Promise<Outcome> {
    try {
      return await retryConflicts(() => this.#attempt(), this.#engine.retry, this.#request.signal);
    } catch (error) {
      const lost = isEventSourceError(error, 'ConcurrencyError');
      const own = lost && (await this.#ownCommits((part) => part.ownCommitIn()));
      if (own) return { committed: own };
      throw error;
    }
  }

  async #attempt(): Promise<Outcome> {
    this.#attemptCount += 1;
    this.#note({ attempt: this.#attemptCount });
    await sideBySide(this.#parts, (part) => part.obtain());
    for (;;) {
      const earlier = await this.#ownCommits((part) => part.earlierCommit());
      if (earlier) return { committed: earlier };
      const decided = await this.#decide();
      if (await anyStale(decided.unproven)) continue;
      if ('rejection' in decided) return decided;
      const proven = this.#parts.every(({ isCurrent }) => isCurrent);
      const outcome = await this.#commit(decided.emissions, decided.companions);
      if ('committed' in outcome || proven) return outcome;
      // A companion was refused, and the events of a state that may be stale asked for it.
      await sideBySide(this.#parts, (part) => part.obtain());
    }
  }

  async #decide(): Promise<Decided> {
    const emissions = new Map<StreamWork, Emission>();
    for (const part of this.#parts) {
      const decision = await part.decide();
      if ('rejection' in decision) return { ...decision, unproven: [part] };
      emissions.set(part, decision);
    }
    const unproven = [...emissions].filter(([, { events }]) => events.length === 0).map(([part]) => part);
    try {
      return { emissions, companions: this.#companionsOf(emissions), unproven };
    } catch (rejection) {
      return { rejection, unproven: this.#parts };
    }
  }

  #companionsOf(emissions: Emissions): readonly Companion[] {
    const { companions } = this.#engine;
    if (companions.length === 0) return [];
    const decided = [...emissions].flatMap(([{ work, live }, { events }]): DecidedCommand[] => {
      const { command, aggregateId, tenant } = work;
      return command && events.length > 0 ? [{ command, aggregate: live.instance, aggregateId, tenant }] : [];
    });
    return decided.length === 0 ? [] : companions.flatMap((source) => source.companionsOf(decided));
  }

  async #commit(emissions: Emissions, companions: readonly Companion[]): Promise<Outcome> {
    const { writer } = this.#engine;
    const entries = [...emissions].map(([part, emission]) => ({
      part,
      live: part.live,
      id: part.work.id,
      first: part.live.version.number + 1,
      records: writer.serialize(part.work.description, emission),
    }));
    const writing = entries.filter(({ records }) => records.length > 0);
    try {
      await writer.write(writing, companions, this.#request);
    } catch (error) {
      for (const { part } of writing) part.evict();
      if (isEventSourceError(error, 'CompanionRefusedError')) return { rejection: error.cause };
      return { committed: await this.#refused(error, writing) };
    }
    return { committed: entries.map(({ part, first, records }) => this.#committed(part, { first, records })) };
  }

  /** Answers a write that was refused because it is stored already. @throws the error otherwise. */
  async #refused(
    error: unknown,
    writing: readonly { readonly part: StreamWork; readonly first: number }[],
  ): Promise<readonly Committed[]> {
    if (!isEventSourceError(error, 'ConcurrencyError')) throw error;
    const { stream, winner } = error;
    const lost = writing.find(({ part }) => part.work.stream === stream)?.part;
    // A slot that is another's for good means that no try of this write can be applied any more, to no stream of it.
    if (winner && !lost?.isOwn(winner)) throw this.#conflict(error);
    for (const { part, first } of writing) part.doubt(first);
    const own = winner && (await this.#ownCommits(async (part) => (part === lost ? winner : part.ownCommitIn())));
    if (own) return own;
    throw this.#conflict(error);
  }

  #conflict(error: ConcurrencyError): ConcurrencyError {
    this.#note({ conflict: error.stream });
    return error;
  }

  /**
   * Looks for the commits of an earlier try, part by part. They are stored together, so one that is found stands for all;
   * where another is not, the aggregate may just be stale.
   */
  async #ownCommits(
    look: (part: StreamWork) => Promise<StoredCommit | undefined>,
  ): Promise<readonly Committed[] | undefined> {
    const found = await sideBySide(this.#parts, look);
    if (found.every((commit) => commit === undefined)) return undefined;
    const committed: Committed[] = [];
    for (const [index, part] of this.#parts.entries()) {
      const commit = found[index] ?? (await part.earlierCommitOnceCurrent());
      committed.push(this.#committed(part, commit ?? noEvents(part)));
    }
    return committed;
  }

  /** Answers with what is stored, which is not what was decided here when an earlier process decided it. */
  #committed(part: StreamWork, { first, records }: StoredCommit): Committed {
    const { description, aggregateId, stream, id } = part.work;
    const { serializer } = this.#engine;
    return new Committed({
      aggregate: description.name,
      aggregateId,
      stream,
      id: id.value,
      version: first + records.length - 1,
      cost: this.#meter.total,
      count: records.length,
      read: () => records.map((record, index) => serializer.deserialize(record, { stream, version: first + index })),
    });
  }

  /** What a failure says about the command as a whole. */
  #explained(error: unknown): unknown {
    const [first] = this.#parts;
    if (!first || isEventSourceError(error, 'CommandIdReusedError')) return error;
    const { signal } = this.#request;
    const { stream, id } = (this.#parts.find(({ slotInDoubt }) => slotInDoubt !== undefined) ?? first).work;
    const slot = isEventSourceError(error, 'AppendUnansweredError') ? error.expectedVersion + 1 : this.#slotInDoubt;
    if (slot !== undefined) return new OutcomeUnknownError(stream, id.toRetry(slot), { cause: error });
    if (signal.aborted && error === signal.reason) return new CommandAbortedError(stream, { cause: error });
    return error;
  }

  get #slotInDoubt(): number | undefined {
    return this.#parts.map(({ slotInDoubt }) => slotInDoubt).find((slot) => slot !== undefined);
  }
}

async function anyStale(parts: readonly StreamWork[]): Promise<boolean> {
  const stale = await sideBySide(parts, (part) => part.refresh());
  return stale.includes(true);
}

const noEvents = ({ live }: StreamWork): StoredCommit => ({ first: live.version.number + 1, records: [] });
