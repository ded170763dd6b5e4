import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { StreamVersion } from '@eventsource/core';
import { type CopyOptions, copy, createTable, DynamoDbStore, SameTableError } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { eventsource } from '../cli/eventsource.js';
import { Folder } from '../dynamodb/copy/archives.js';
import { Copies, everyKind, textOf } from '../dynamodb/copy/copies.js';
import { putItems } from '../dynamodb/raw-items.js';
import { commitItem } from '../dynamodb/verify/tables.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('copy with DynamoDB Local', () => {
  const copies = new Copies();
  const folder = new Folder();
  let local: DynamoDbLocal;
  let client: DynamoDBClient;
  let tables = 0;

  before(async function () {
    this.timeout(300_000);
    await copies.start();
    await folder.make();
    local = await DynamoDbLocal.start();
    client = local.client();
  });

  after(async () => {
    await local?.stop();
    await folder.remove();
    await copies.stop();
  });

  async function empty() {
    const options = { table: `copied-${tables++}`, client };
    await createTable(options);
    return options;
  }

  async function contents(table: string, reader = client): Promise<string[]> {
    const items: Record<string, AttributeValue>[] = [];
    for await (const { Items = [] } of paginateScan({ client: reader }, { TableName: table, ConsistentRead: true })) {
      items.push(...Items);
    }
    return items.map(textOf).sort();
  }

  it('brings every item from dynalite, and back by a file', async function () {
    this.timeout(60_000);
    const [from, there, back] = [await copies.of(...everyKind()), await empty(), await copies.empty()];
    const file = folder.file('ndjson.gz');
    await copy({ from, to: there });
    await copy({ from: there, to: { file } });
    await copy({ from: { file }, to: back });
    // DynamoDB Local sorts the members of sets.
    const held = await copies.contents(back);
    const sets = (text: string) => text.includes('order:foreign');
    expect(held.filter((text) => !sets(text))).to.deep.equal(
      (await copies.contents(from)).filter((text) => !sets(text)),
    );
    expect(await copy({ from, to: back })).to.include({ alreadyThere: everyKind().length, written: 0, conflicts: 0 });
  });

  it('brings commits that are transactions, which load afterwards', async function () {
    this.timeout(60_000);
    const [from, to] = [await empty(), await empty()];
    const store = new DynamoDbStore(from);
    const records = [1, 2, 3].map(() => Buffer.from(JSON.stringify({ t: 'noted', d: 'x'.repeat(300_000) })));
    for (const stream of ['a', 'b']) {
      await store.append({ stream, after: StreamVersion.start, id: Buffer.from(stream), records });
    }
    expect(await copy({ from, to })).to.include({ streams: 2, items: 6, verified: 6 });
    expect(await contents(to.table)).to.deep.equal(await contents(from.table));
    const { pages } = await new DynamoDbStore(to).load('a');
    for await (const [commit] of pages) expect(commit?.records).to.have.length(3);
  });

  it('shows what is in the way, and charges for the refusal', async () => {
    const [from, to] = [await empty(), await empty()];
    await putItems(client, from.table, [commitItem('a', 1), commitItem('a', 2)]);
    const racing = local.client();
    const puts: unknown[] = [];
    racing.middlewareStack.add(
      (next) => async (args) => {
        const { Item } = { Item: undefined, ...args.input };
        if (Item) puts.push(Item);
        if (Item && puts.length === 2)
          await putItems(client, to.table, [commitItem('a', 2, 2, { note: { S: 'mine' } })]);
        return next(args);
      },
      { step: 'initialize' },
    );
    const conflicts: string[] = [];
    const options: CopyOptions = {
      from,
      to: { ...to, client: racing },
      onConflict: ({ partition }) => conflicts.push(partition),
    };
    expect(await copy(options)).to.include({ conflicts: 1, writeUnits: 2 });
    expect(conflicts).to.deep.equal(['2']);
    racing.destroy();
  });

  it('knows a table by whatever client it is reached', async () => {
    const from = await empty();
    const to = { table: from.table, client: local.client() };
    const error = await copy({ from, to }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(SameTableError);
  });

  it('runs as a command, from one to the other', async function () {
    this.timeout(60_000);
    const from = await copies.of(...everyKind());
    const sides = ['--from-endpoint', copies.endpoint, '--to-endpoint', local.endpoint];
    const ended = await eventsource(['copy', '--from', from.table, '--to', 'typed', '--create', ...sides]);
    expect(ended).to.include({ code: 0 });
    // DynamoDB Local has tables for each access key and region.
    const credentials = { accessKeyId: 'cli', secretAccessKey: 'cli' };
    const reader = local.client({ region: 'us-east-1', credentials });
    expect(await contents('typed', reader)).to.have.length(everyKind().length);
  });
});
