import { type Commit, install, MemoryStore, Repository } from '@eventsource/core';
import { DynamoDbStore } from '@eventsource/dynamodb';
import { container } from 'tsyringe';
import { Entered, WithSnapshots } from './ledgers.js';

/** Keeps what is appended, so that it can be written elsewhere. */
class RecordingStore extends MemoryStore {
  readonly commits: Commit[] = [];

  override append(commit: Commit, options = {}) {
    this.commits.push(commit);
    return super.append(commit, options);
  }
}

/** At once, on their way to the table. */
const LANES = 24;

/**
 * Writes a stream of one-event commits with snapshots among them, as 100,000 commands would have: the framework makes the
 * commits in memory, and its store appends them, many at once, since each has a slot of its own.
 */
export async function writeStream(
  { endpoint, table }: { endpoint: string; table: string },
  id: string,
  events: number,
  onProgress: (written: number) => void,
): Promise<void> {
  const commits = await commitsOf(id, events);
  const store = new DynamoDbStore({ endpoint, table });
  let written = 0;
  const lane = async () => {
    for (let commit = commits.pop(); commit; commit = commits.pop()) {
      await store.append(commit);
      if (++written % 1000 === 0) onProgress(written);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  store.close();
}

async function commitsOf(id: string, events: number): Promise<Commit[]> {
  const store = new RecordingStore();
  const app = container.createChildContainer();
  install(app, { aggregates: [WithSnapshots], store });
  const repository = app.resolve(Repository);
  for (let event = 0; event < events; event += 1) {
    await repository.save(WithSnapshots, id, [new Entered(1, `entry number ${event} `.padEnd(140, 'abcdefgh'))]);
  }
  return store.commits;
}
