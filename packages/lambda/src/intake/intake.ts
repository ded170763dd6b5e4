import type {
  ConsumeFailure,
  ConsumeOptions,
  DeadLetters,
  DeliveredCommit,
  Delivery,
  Reporter,
} from '@eventsource/core';
import { UnreadableRecordError } from '../errors/unreadable-record-error.js';
import type { ArrivedRecord } from './arrived-record.js';
import { poisonLetter } from './poison-letter.js';
import type { StreamReporter } from './stream-report.js';

/** What an intake tells of, and to whom. */
export interface IntakeSurroundings {
  /** Where records go that are about no stream. Without it, they come again for ever. */
  readonly deadLetters: DeadLetters | undefined;
  /** Takes failures of consumers. */
  readonly reportFailure: Reporter;
  /** Takes what is odd about the feed; never fails. */
  readonly report: StreamReporter;
}

/** Brings the records of a shard, in their order, to consumers. */
export class Intake {
  constructor(
    private readonly deliveries: readonly Delivery[],
    private readonly surroundings: IntakeSurroundings,
  ) {}

  /** Their names. */
  get consumers(): readonly string[] {
    return this.deliveries.map(({ consumer }) => consumer.name);
  }

  /**
   * @param options its signal is listened to by as many streams as are worked on side by side.
   * @returns the place of the first record that has to come again; undefined when none has to. Those after it may come
   * again as well, whether they were taken or not: what a consumer has taken it passes over.
   */
  async take(records: readonly ArrivedRecord[], options: ConsumeOptions = {}): Promise<number | undefined> {
    for (const { news } of records) {
      if (news.kind === 'removed') this.surroundings.report({ ...news, kind: 'item-removed' });
    }
    const refused = await Promise.all(records.map((record) => this.#isRefused(record, options)));
    const undelivered = await Promise.all(this.deliveries.map((delivery) => this.#deliver(delivery, records, options)));
    const again = [...refused.flatMap((again, index) => (again ? [index] : [])), ...undelivered.flat()];
    return again.length > 0 ? Math.min(...again) : undefined;
  }

  /** @returns the places of the records that bring what was not taken, the first of each stream. */
  async #deliver(delivery: Delivery, records: readonly ArrivedRecord[], options: ConsumeOptions): Promise<number[]> {
    const { commits, moved } = sorted(records);
    const failures = [...(await delivery.deliver(commits, options)), ...(await delivery.catchUp(moved, options))];
    const consumer = delivery.consumer.name;
    return failures.flatMap((failure) => {
      const place = records.findIndex((record) => brings(failure, record));
      // Given back behind all that has arrived: nothing is missing.
      if (place === -1) return [];
      const { stream, version, error } = failure;
      this.surroundings.reportFailure({ kind: 'delivery-failed', consumer, stream, version, error });
      return [place];
    });
  }

  /** Sends what is about no stream to the dead letters. @returns whether it has to come again. */
  async #isRefused(arrived: ArrivedRecord, options: ConsumeOptions): Promise<boolean> {
    const { sequenceNumber, news } = arrived;
    if (news.kind !== 'unreadable') return false;
    const error = new UnreadableRecordError(sequenceNumber, news.problem);
    this.surroundings.report({ kind: 'record-unreadable', sequenceNumber, error });
    const { deadLetters } = this.surroundings;
    if (!deadLetters) return true;
    try {
      await deadLetters.put(poisonLetter(arrived, error), options);
      return false;
    } catch (cause) {
      this.surroundings.report({ kind: 'record-unreadable', sequenceNumber, error: cause });
      return true;
    }
  }
}

/** The commits that arrived whole, and the streams of which only the table shows all that came. */
function sorted(records: readonly ArrivedRecord[]): { commits: DeliveredCommit[]; moved: string[] } {
  const moved = new Set(records.flatMap(({ news }) => (news.kind === 'moved' ? [news.stream] : [])));
  const commits = records.flatMap(({ news }) =>
    news.kind === 'commit' && !moved.has(news.stream) ? [{ ...news.commit, stream: news.stream }] : [],
  );
  return { commits, moved: [...moved] };
}

function brings({ stream, version }: ConsumeFailure, { news }: ArrivedRecord): boolean {
  if (news.kind === 'moved') return news.stream === stream;
  if (news.kind !== 'commit' || news.stream !== stream) return false;
  return news.commit.first + news.commit.records.length > version;
}
