import { readFile } from 'node:fs/promises';
import { type DeliveredCommit, MemoryStore, StreamVersion } from '@eventsource/core';
import type { StreamEvent } from '@eventsource/lambda';
import { expect } from 'chai';
import { invocation } from '../events.js';
import { notes } from './application.js';

const recorded = async (): Promise<StreamEvent> =>
  JSON.parse(await readFile(new URL('../../../../test/fixtures/streams/changes.json', import.meta.url), 'utf8'));

/** What the table holds of the stream whose commit is larger than an item. */
async function storeWithLargeCommit(): Promise<MemoryStore> {
  const store = new MemoryStore();
  const records = ['x', 'y'].map((text) =>
    Buffer.from(JSON.stringify({ t: 'noted', d: { text: text.repeat(300_000) } })),
  );
  await store.append({ stream: 'note:2', after: StreamVersion.start, id: Buffer.from('large'), records });
  return store;
}

describe('Records of DynamoDB Local', () => {
  it('bring commits, those of several items and those of the Go library included, and tell of what was deleted', async () => {
    const { handler, consumer, reports } = notes(await storeWithLargeCommit());
    const given: string[] = [];
    consumer.before = ({ stream, first, records }: DeliveredCommit) =>
      void given.push(`${stream} ${first}+${records.length}`);

    expect(await handler(await recorded(), invocation())).to.deep.equal({ batchItemFailures: [] });
    expect(given).to.have.members(['note:1 1+2', 'note:1 3+1', 'note:2 1+2', 'go-1 1+1', 'go-1 2+2']);
    expect(consumer.of('note:1').map((note) => JSON.parse(note).d.text)).to.deep.equal(['a', 'b', 'c']);
    expect(consumer.of('go-1').map((note) => JSON.parse(note).d.text)).to.deep.equal(['_1', '_2', '_3']);
    expect(consumer.of('note:2').map((note) => JSON.parse(note).d.text.length)).to.deep.equal([300_000, 300_000]);
    expect(reports).to.deep.equal([{ kind: 'item-removed', stream: 'note:1', partition: '3' }]);
  });

  it('bring the same when they come twice, one at a time, from the last to the first', async () => {
    const { handler, consumer } = notes(await storeWithLargeCommit());
    const { Records } = await recorded();
    for (const record of [...Records].reverse()) await handler({ Records: [record] }, invocation());
    for (const record of Records) await handler({ Records: [record] }, invocation());
    expect(consumer.of('note:1')).to.have.length(3);
    expect(consumer.of('go-1')).to.have.length(3);
  });
});
