import { ConcurrencyError, StreamVersion } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { storeContract } from '@eventsource/testing';
import { expect } from 'chai';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

describe('DynamoDbStore on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  let store: DynamoDbStore;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    const client = local.client();
    await createTable({ table: 'events', client });
    store = new DynamoDbStore({ table: 'events', client });
  });

  after(() => local?.stop());

  storeContract(describe, it, () => store, { largestCommit: 4 * 1024 * 1024, transactions: true });

  it('shows a writer who lost the commit that came first', async () => {
    const commit = (text: string) => ({
      stream: 'order:lost',
      after: StreamVersion.start,
      id: Buffer.from(`id of ${text}`),
      records: [Buffer.from(text)],
    });
    await store.append(commit('ours'));

    const lost = await store.append(commit('theirs')).catch((error: unknown) => error);

    if (!(lost instanceof ConcurrencyError)) throw new TypeError(`Not a ConcurrencyError: ${lost}`);
    expect(lost.winner).to.deep.include({
      first: 1,
      id: Uint8Array.from(Buffer.from('id of ours')),
      records: [Uint8Array.from(Buffer.from('ours'))],
    });
  });
});
