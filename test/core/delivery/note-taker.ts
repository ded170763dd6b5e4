import {
  type Checkpoints,
  type ConsumeFailure,
  type ConsumeOptions,
  type Consumer,
  type DeliveredCommit,
  MemoryCheckpoints,
  type MemoryTransaction,
} from '@eventsource/core';

/** Notes each record, in one transaction with its position; in order, or it would refuse. */
export class NoteTaker implements Consumer {
  /** What took effect, by stream. */
  readonly notes = new Map<string, string[]>();
  /** The streams and first versions of what it was given, call by call. */
  readonly given: string[][] = [];
  streamsAtOnce = 1;
  /** Called before each commit is noted; what it throws fails the commit. */
  before: (commit: DeliveredCommit) => void | Promise<void> = () => {};
  /** Called when a commit is noted, before the next. */
  after: (commit: DeliveredCommit) => void | Promise<void> = () => {};

  constructor(
    readonly checkpoints: Checkpoints<MemoryTransaction> = new MemoryCheckpoints(),
    readonly name = 'notes',
  ) {}

  of(stream: string): readonly string[] {
    return this.notes.get(stream) ?? [];
  }

  async take(commits: readonly DeliveredCommit[], options: ConsumeOptions = {}): Promise<readonly ConsumeFailure[]> {
    this.given.push(commits.map(({ stream, first }) => `${stream}@${first}`));
    const failures = new Map<string, ConsumeFailure>();
    for (const commit of commits) {
      const { stream, first: version } = commit;
      if (failures.has(stream)) continue;
      await this.#note(commit, options).catch((error: unknown) => failures.set(stream, { stream, version, error }));
    }
    return [...failures.values()];
  }

  async #note(commit: DeliveredCommit, options: ConsumeOptions): Promise<void> {
    const { stream, first, records } = commit;
    const move = { consumer: this.name, stream, from: first - 1, to: first - 1 + records.length };
    const work = async (transaction: MemoryTransaction) => {
      await this.before(commit);
      transaction.change(() => this.#write(stream, records.map(text)));
    };
    await this.checkpoints.move(move, work, options);
    await this.after(commit);
  }

  #write(stream: string, records: readonly string[]): void {
    this.notes.set(stream, [...this.of(stream), ...records]);
  }
}

const text = (record: Uint8Array): string => Buffer.from(record).toString();
