import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable, DynamoDbStore, describeTable, verify } from '@eventsource/dynamodb';
import { createReservationTable, DynamoDbReservations } from '@eventsource/singleton';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { commitTo, versionsOf } from '../../dynamodb/commits.js';
import { plainClient } from '../../dynamodb/raw-items.js';
import { cloudFormationPolicies, type Permission, terraformPolicies } from './printed-policies.js';
import { actionsInSources, recordActions } from './sent-actions.js';

/** What a template does by itself: nobody who works with the tables needs it. */
const DEPLOYMENT = [
  'dynamodb:CreateTable',
  'dynamodb:DeleteTable',
  'dynamodb:UpdateContinuousBackups',
  'dynamodb:UpdateTimeToLive',
];

const BOTH = [
  ...['--name', 'events', '--singleton', 'reservations'],
  ...['--consumer', 'projections', '--consumer-role', 'worker'],
];

describe('The policies of a template', () => {
  let permissions: readonly Permission[];
  before(async () => {
    permissions = await terraformPolicies(...BOTH);
  });

  const allowed = (...policies: readonly string[]) =>
    permissions
      .filter(({ policy }) => policies.includes(policy))
      .flatMap(({ actions, resources }) =>
        resources.flatMap((resource) => actions.map((each) => `${each} ${resource}`)),
      );
  const actionsOf = (...policies: readonly string[]) => allowed(...policies).map((each) => each.split(' ')[0]);

  it('are the same in both formats', async () => {
    expect(await cloudFormationPolicies(...BOTH)).to.have.deep.members([...permissions]);
    const single = await terraformPolicies('--name', 'events');
    expect(await cloudFormationPolicies('--name', 'events')).to.have.deep.members(single);
  });

  it('allow somebody each action that the packages send, unless it is of the deployment', () => {
    const somebodys = [...actionsOf('reader', 'writer', 'operator', 'stream consumer'), ...DEPLOYMENT];
    expect(actionsInSources()).to.include('dynamodb:Query');
    expect([...actionsInSources()].filter((action) => !somebodys.includes(action))).to.deep.equal([]);
  });

  it('allow nothing that nobody sends', () => {
    const sent = actionsInSources();
    expect(actionsOf('reader', 'writer', 'operator').filter((action) => !action || !sent.has(action))).to.deep.equal(
      [],
    );
  });

  it('allow consumers what Lambda asks of them, to load what they missed, and to keep their positions', () => {
    expect(allowed('stream consumer')).to.have.members([
      'dynamodb:DescribeStream stream of events',
      'dynamodb:GetRecords stream of events',
      'dynamodb:GetShardIterator stream of events',
      'dynamodb:ListStreams *',
      'dynamodb:Query events',
      'dynamodb:BatchGetItem checkpoints',
      'dynamodb:GetItem checkpoints',
      'dynamodb:UpdateItem checkpoints',
      'dynamodb:Query index of checkpoints',
      'sqs:SendMessage dead letters',
    ]);
  });

  it('name their tables: only for ListStreams AWS knows no resources', () => {
    const wild = permissions.filter(({ resources }) => resources.some((resource) => resource.includes('*')));
    expect(wild.flatMap(({ actions }) => actions)).to.deep.equal(['dynamodb:ListStreams']);
    expect(permissions.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).to.deep.equal([]);
  });

  it('allow nobody but writers to change anything but checkpoints', () => {
    const changing = /:(Put|Delete|Update|BatchWrite|Create|Restore|Import|PartiQL)/;
    expect(actionsOf('reader', 'operator').filter((each) => changing.test(`${each}`))).to.be.empty;
    const changed = allowed('stream consumer').filter((each) => changing.test(each));
    expect(changed).to.deep.equal(['dynamodb:UpdateItem checkpoints']);
  });

  it('say nothing of parts that there are not', async () => {
    const targets = (await terraformPolicies('--name', 'events', '--no-stream')).flatMap(({ resources }) => resources);
    expect(new Set(targets)).to.deep.equal(new Set(['events']));
  });

  describe('allow what is sent when somebody', () => {
    let server: Dynalite;
    let client: DynamoDBClient;
    let recorded: string[];

    before(async () => {
      server = await startDynalite();
      client = plainClient(server.endpoint);
      await createTable({ table: 'events', client });
      await createReservationTable({ table: 'reservations', client }).catch(() => undefined);
      await new DynamoDbStore({ table: 'events', client }).append(commitTo('order:1', 0));
      recorded = recordActions(client);
    });

    beforeEach(() => recorded.splice(0));

    after(async () => {
      client.destroy();
      await server.stop();
    });

    const store = () => new DynamoDbStore({ table: 'events', client });
    const reservations = () => new DynamoDbReservations({ table: 'reservations', client });
    const email = { type: 'email', id: 'joe@example.com', owner: 'user-1' };
    /** The Go library kept it under another key, to be looked at too. */
    const legacy = { ...email, type: 'work:email' };

    /** All of it was sent, and nothing else. */
    const expectAllowed = (policy: string, sent: readonly string[]) => {
      expect([...new Set(recorded)]).to.have.members([...sent]);
      expect(sent.filter((each) => !allowed(policy).includes(each))).to.deep.equal([]);
    };

    it('reads', async () => {
      await versionsOf(await store().load('order:1'));
      await store().read('order:1', 1);
      await reservations().isAvailable(legacy);
      expectAllowed('reader', ['dynamodb:Query events', 'dynamodb:GetItem events', 'dynamodb:GetItem reservations']);
    });

    it('writes', async () => {
      await versionsOf(await store().load('order:1'));
      await store().append(commitTo('order:1', 1));
      await store().read('order:1', 2);
      await store()
        .append(commitTo('order:1', 1))
        .catch(() => undefined);
      await store()
        .appendAll([commitTo('order:2', 0), commitTo('order:3', 0)])
        .catch(() => undefined);
      await reservations().reserve(legacy);
      await reservations().release(legacy);
      expectAllowed('writer', [
        'dynamodb:Query events',
        'dynamodb:GetItem events',
        'dynamodb:PutItem events',
        'dynamodb:GetItem reservations',
        'dynamodb:PutItem reservations',
        'dynamodb:DeleteItem reservations',
      ]);
    });

    it('operates', async () => {
      for await (const _ of verify({ table: 'events', client }));
      await describeTable({ table: 'events', client });
      expectAllowed('operator', [
        'dynamodb:Scan events',
        'dynamodb:DescribeTable events',
        'dynamodb:DescribeContinuousBackups events',
        'dynamodb:DescribeTimeToLive events',
        'dynamodb:ListTagsOfResource events',
      ]);
    });
  });
});
