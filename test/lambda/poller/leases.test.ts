import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { createCheckpointTable } from '@eventsource/lambda';
import { DynamoDbShardLeases, LeaseLostError, MemoryShardLeases, type ShardLeases } from '@eventsource/lambda/poller';
import { type Dynalite, RequestLog, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { rejection } from '../../core/accounts/application.js';

/** Another one for each test: the leases of DynamoDB are all in one table. */
let shard = '';
let shards = 0;

let dynalite: Dynalite;
let log: RequestLog;
let now = 0;

before(async () => {
  dynalite = await startDynalite();
  await createCheckpointTable({ table: 'checkpoints', client: dynalite.client() });
});

after(() => dynalite.stop());

beforeEach(() => {
  shard = `balances@1 arn:aws:dynamodb:us-east-1:0:table/events/stream/x/shardId-${++shards}`;
});

function inDynamoDb(): ShardLeases {
  const client = dynalite.client();
  log = RequestLog.of(client);
  return new DynamoDbShardLeases({ table: 'checkpoints', client, clock: { now: () => new Date(now) } });
}

const KINDS: Record<string, () => ShardLeases> = {
  MemoryShardLeases: () => new MemoryShardLeases(() => now),
  DynamoDbShardLeases: () => inDynamoDb(),
};

for (const [kind, create] of Object.entries(KINDS)) {
  describe(kind, () => {
    let leases: ShardLeases;

    beforeEach(() => {
      leases = create();
      now = 1_700_000_000_000;
    });

    async function acquired(owner: string) {
      const lease = await leases.acquire(shard, owner, 1000);
      return lease ?? expect.fail(`${owner} did not get the shard.`);
    }

    it('give a shard to one of several who ask at once', async () => {
      const race = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => leases.acquire(shard, owner, 1000)));
      expect(race.filter((lease) => lease !== undefined)).to.have.length(1);
    });

    it('give it to another one when it has expired, and not before', async () => {
      const first = await acquired('a');
      now += 999;
      expect(await leases.acquire(shard, 'b', 1000)).to.equal(undefined);
      now += 1;
      const second = await acquired('b');
      expect(second.fence).to.be.greaterThan(first.fence);
    });

    it('last for another time when they are renewed', async () => {
      const lease = await acquired('a');
      now += 900;
      await leases.renew(lease, 1000);
      now += 900;
      expect(await leases.acquire(shard, 'b', 1000)).to.equal(undefined);
    });

    it('let who has lost a shard change nothing any more', async () => {
      const lost = await acquired('a');
      now += 1000;
      const held = await acquired('b');
      await leases.renew({ ...held, sequenceNumber: '7' }, 1000);
      const late = { ...lost, sequenceNumber: '3' };
      expect(await rejection(leases.renew(late, 1000))).to.be.instanceOf(LeaseLostError);
      expect(await rejection(leases.finish(late))).to.be.instanceOf(LeaseLostError);
      await leases.release(late);
      expect(await leases.acquire(shard, 'c', 1000)).to.equal(undefined);
      await leases.release({ ...held, sequenceNumber: '8' });
      expect((await acquired('c')).sequenceNumber).to.equal('8');
    });

    it('fence the earlier lease of one owner, too', async () => {
      const first = await acquired('a');
      await acquired('a');
      expect(await rejection(leases.renew(first, 1000))).to.be.instanceOf(LeaseLostError);
    });

    it('tell how far a shard was read', async () => {
      const lease = await acquired('a');
      expect(lease.sequenceNumber).to.equal(undefined);
      await leases.renew({ ...lease, sequenceNumber: '100000000000000000005' }, 1000);
      now += 1000;
      expect((await acquired('b')).sequenceNumber).to.equal('100000000000000000005');
    });

    it('give a shard at once that was given back', async () => {
      await leases.release(await acquired('a'));
      await acquired('b');
    });

    it('give a shard to no one that is read to its end', async () => {
      expect(await leases.finished([shard, 'other'])).to.deep.equal(new Set());
      await leases.finish(await acquired('a'));
      now += 10_000;
      expect(await leases.acquire(shard, 'b', 1000)).to.equal(undefined);
      expect(await leases.finished([shard, 'other', shard])).to.deep.equal(new Set([shard]));
    });
  });
}

describe('DynamoDbShardLeases', () => {
  it('have DynamoDB delete what was not held for three days, whatever came last', async () => {
    now = 1_700_000_000_000;
    const leases = inDynamoDb();
    const day = 24 * 60 * 60;
    const expiry = async () => {
      const Key = { key: { S: `#shard ${shard}` } };
      const { Item } = await dynalite.client().send(new GetItemCommand({ TableName: 'checkpoints', Key }));
      return Number(Item?.expires?.N) - now / 1000;
    };
    const lease = await leases.acquire(shard, 'a', 1000);
    if (!lease) return expect.fail();
    expect(await expiry()).to.equal(3 * day);
    for (const change of [() => leases.renew(lease, 1000), () => leases.release(lease)]) {
      now += 1000 * day;
      expect(await expiry()).to.equal(2 * day);
      await change();
      expect(await expiry()).to.equal(3 * day);
    }
    const again = await leases.acquire(shard, 'a', 1000);
    now += 1000 * day;
    if (again) await leases.finish(again);
    expect(await expiry()).to.equal(3 * day);
  });

  it('cost one write for each change, and one read for a hundred shards', async () => {
    const leases = inDynamoDb();
    const lease = await leases.acquire(shard, 'a', 1000);
    if (!lease) return expect.fail();
    await leases.renew(lease, 1000);
    await leases.finish(lease);
    await leases.finished(Array.from({ length: 100 }, (_, index) => `shard ${index}`));
    expect(log.operations).to.deep.equal(['UpdateItem', 'UpdateItem', 'UpdateItem', 'BatchGetItem']);
    expect(log.total.writeUnits).to.equal(3);
  });
});
