import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { StreamVersion } from '@eventsource/core';
import { createTable, DynamoDbStore, type TableFinding, type VerifyOptions, verify } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('verify on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  let client: DynamoDBClient;
  let store: DynamoDbStore;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    client = local.client();
    await createTable({ table: 'events', client });
    store = new DynamoDbStore({ table: 'events', client });
  });

  after(() => local?.stop());

  const record = (size: number) => Buffer.from(JSON.stringify({ t: 'noted', d: { text: 'x'.repeat(size) } }));

  /** Appends commits of one item and of several, by turns. */
  async function fill(stream: string, commits: number): Promise<void> {
    let version = StreamVersion.start;
    for (let count = 0; count < commits; count++) {
      const records = count % 2 === 0 ? [record(10)] : [record(300_000), record(300_000), record(10)];
      await store.append({ stream, after: version, id: Buffer.from(`${stream}-${count}`), records });
      version = version.plus(records.length);
    }
  }

  async function verified(options: Pick<VerifyOptions, 'segment' | 'readUnitsPerSecond'> = {}) {
    const verification = verify({ table: 'events', client, ...options });
    const findings: TableFinding[] = [];
    for await (const finding of verification) findings.push(finding);
    const brief = findings.map(({ kind, key, version }) => ({ kind, key, version }));
    return { findings: brief, totals: verification.totals };
  }

  it('reads streams over pages and segments, in the order of their partitions', async function () {
    this.timeout(60_000);
    for (const name of ['a', 'b', 'c', 'd']) await fill(`order:${name}`, 4);
    const { findings, totals } = await verified();
    expect(findings).to.deep.equal([]);
    expect(totals).to.include({ streams: 4, events: 4 * 8, items: 4 * 6 });
    // Strongly consistent, by the sizes of whole pages.
    expect(totals.units).to.be.within(totals.bytes / 4096, totals.bytes / 4096 + 40);

    const parts = [];
    for (const index of [0, 1, 2]) parts.push(await verified({ segment: { index, of: 3 } }));
    expect(parts.flatMap((part) => part.findings)).to.deep.equal([]);
    expect(parts.reduce((sum, part) => sum + part.totals.streams, 0)).to.equal(4);
    expect(parts.reduce((sum, part) => sum + part.totals.items, 0)).to.equal(24);
  });

  it('finds nothing wrong while commits and transactions go on', async function () {
    this.timeout(60_000);
    let going = true;
    const written = Promise.all(['v', 'w'].map((name) => fill(`busy:${name}`, 16))).finally(() => {
      going = false;
    });
    const runs = [];
    while (going) runs.push((await verified({ readUnitsPerSecond: 1e6 })).findings);
    await written;
    expect(runs.flat()).to.deep.equal([]);
    expect(runs.length).to.be.greaterThan(1);
  });

  it('finds an item that was deleted, and one at the end of a commit', async function () {
    this.timeout(60_000);
    for (const name of ['first', 'last']) await fill(`cut:${name}`, 2);
    for (const [name, partition] of [
      ['first', 2],
      ['last', 3],
    ] as const) {
      const Key = { key: { S: `cut:${name}` }, partition: { N: String(partition) } };
      await client.send(new DeleteItemCommand({ TableName: 'events', Key }));
    }
    expect((await verified()).findings).to.have.deep.members([
      { kind: 'gap', key: 'cut:first', version: 2 },
      { kind: 'gap', key: 'cut:last', version: 3 },
    ]);
  });
});
