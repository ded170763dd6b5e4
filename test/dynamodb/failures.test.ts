import { CreateTableCommand, DynamoDBClient, type ScalarAttributeType } from '@aws-sdk/client-dynamodb';
import { EventSourceError, type Store, StoreUnavailableError, ThrottledError } from '@eventsource/core';
import {
  AccessDeniedError,
  AwsConfigurationError,
  CredentialsError,
  createTable,
  DynamoDbStore,
  TableMismatchError,
  TableNotFoundError,
} from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { commitTo, versionsOf } from './commits.js';
import { plainClient } from './raw-items.js';
import { rejection } from './rejection.js';
import { notebook } from './requests.js';
import { type Fate, refusal, startProxy } from './scripted-proxy.js';

describe('A request that fails', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let client: DynamoDBClient;
  let store: DynamoDbStore;
  const { random } = Math;

  before(async () => {
    Math.random = () => 0;
    server = await startDynalite();
    proxy = await startProxy(server.endpoint);
    await createTable({ table: 'events', endpoint: server.endpoint });
    client = plainClient(proxy.endpoint);
    store = new DynamoDbStore({ table: 'events', client });
  });

  after(async () => {
    Math.random = random;
    client.destroy();
    await proxy.stop();
    await server.stop();
  });

  const requestsOf = (store: Store): [string, () => Promise<unknown>][] => [
    ['PutItem', () => store.append(commitTo('any', 0))],
    ['Query', () => store.load('any')],
    ['Query', () => store.load('any', { snapshots: { fingerprint: 'v1', every: 10 } })],
    ['GetItem', () => store.read('any', 1)],
  ];

  /** Each kind of request fails so; none takes a failure for an empty stream. */
  async function eachFails(store: Store, check: (error: unknown, operation: string) => void, ...fates: Fate[]) {
    for (const [operation, send] of requestsOf(store)) {
      proxy.play(...fates);
      const error = await rejection(send());
      expect(error).to.be.instanceOf(EventSourceError);
      expect(error).to.have.property('cause').that.is.instanceOf(Error);
      check(error, operation);
    }
  }

  it('names the table that does not exist, where it was looked for, and what to do', async () => {
    const missing = new DynamoDbStore({ table: 'missing', client });
    await eachFails(missing, (error) => {
      expect(error).to.be.instanceOf(TableNotFoundError);
      expect(error).to.include({ table: 'missing', where: proxy.endpoint });
      expect(error)
        .to.have.property('message')
        .that.matches(/create it: createTable\(\{ table: 'missing' \}\)/);
    });
  });

  it('names the action that a policy denies', async () => {
    const check = (error: unknown, operation: string) => {
      expect(error).to.be.instanceOf(AccessDeniedError);
      expect(error).to.include({ action: `dynamodb:${operation}`, table: 'events' });
    };
    await eachFails(store, check, refusal('AccessDeniedException'));
  });

  for (const name of ['ExpiredTokenException', 'UnrecognizedClientException', 'InvalidSignatureException']) {
    it(`is one of credentials: ${name}`, () =>
      eachFails(
        store,
        (error) => expect(error).to.be.instanceOf(CredentialsError),
        ...Array<Fate>(4).fill(refusal(name)),
      ));
  }

  it('is one of credentials when there are none', async () => {
    const credentials = () => Promise.reject(Object.assign(new Error('none'), { name: 'CredentialsProviderError' }));
    const without = new DynamoDBClient({ endpoint: proxy.endpoint, region: 'us-east-1', credentials });
    const check = (error: unknown) => expect(error).to.be.instanceOf(CredentialsError);
    await eachFails(new DynamoDbStore({ table: 'events', client: without }), check);
  });

  for (const name of ['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded']) {
    it(`is throttling, after the client's own retries: ${name}`, () =>
      eachFails(
        store,
        (error) => expect(error).to.be.instanceOf(ThrottledError),
        ...Array<Fate>(4).fill(refusal(name)),
      ));
  }

  it('names the endpoint that is down', async () => {
    const down = new DynamoDbStore({ table: 'events', endpoint: 'http://127.0.0.1:1' });
    await eachFails(down, (error) => {
      expect(error).to.be.instanceOf(StoreUnavailableError);
      expect(error).to.have.property('where', 'http://127.0.0.1:1');
    });
  });

  describe('because the AWS client cannot work as it is configured', () => {
    const variables = ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE', 'AWS_CONFIG_FILE', 'AWS_ENDPOINT_URL'];
    const environment = Object.fromEntries(variables.map((name) => [name, process.env[name]]));
    const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };

    beforeEach(() => {
      for (const name of variables) delete process.env[name];
      process.env.AWS_CONFIG_FILE = '/no/such/file';
    });

    afterEach(() => {
      for (const [name, value] of Object.entries(environment)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    });

    const says = (setting: string, message: RegExp) => (error: unknown) => {
      expect(error).to.be.instanceOf(AwsConfigurationError);
      expect(error).to.have.property('setting', setting);
      expect(error).to.have.property('message').that.matches(message);
    };

    it('says that no region is known', async () => {
      const noRegion = says('region', /no region is set\. Set AWS_REGION, pass \{ region \}, or choose a profile/);
      await eachFails(new DynamoDbStore({ table: 'events', endpoint: 'https://dynamodb.example' }), noRegion);
      await eachFails(new DynamoDbStore({ table: 'events', client: new DynamoDBClient({ credentials }) }), noRegion);
    });

    it('says that a region cannot be one', async () => {
      const client = new DynamoDBClient({ region: 'eu central 1', credentials });
      await eachFails(new DynamoDbStore({ table: 'events', client }), says('region', /"eu central 1" is not a valid/));
    });

    it('refuses an endpoint that is no URL where it is given', () => {
      for (const endpoint of ['localhost:8000', 'nonsense', 'ftp://localhost']) {
        const make = () => new DynamoDbStore({ table: 'events', endpoint });
        expect(make).to.throw(AwsConfigurationError, `the endpoint "${endpoint}" is not a URL`);
      }
    });

    it('names an endpoint that is no URL, where the client found it by itself', async () => {
      process.env.AWS_ENDPOINT_URL = 'nonsense';
      const client = new DynamoDBClient({ region: 'eu-west-1', credentials });
      await eachFails(
        new DynamoDbStore({ table: 'events', client }),
        says('endpoint', /the endpoint "nonsense" is not a URL/),
      );
    });
  });

  it('says that an answer makes no sense', async () => {
    const fates: Fate[] = [
      'garble answer',
      { status: 200, body: '{}' },
      { status: 403, body: '<html>' },
      { status: 400, body: '{}' },
    ];
    for (const fate of fates) {
      for (const [, send] of requestsOf(store).slice(1)) {
        proxy.play(...Array<Fate>(4).fill(fate));
        expect(await rejection(send())).to.be.instanceOf(StoreUnavailableError);
      }
    }
  });

  it('is tried again by the client when that can help, and tells the tries', async () => {
    for (const fate of [
      'lose answer',
      'lose request',
      { status: 500, body: '{}' },
      refusal('ThrottlingException'),
    ] as const) {
      const { lines, onRequest } = notebook();
      proxy.play(fate);
      expect(await versionsOf(await store.load('any', { onRequest }))).to.deep.equal([]);
      expect(lines).to.deep.equal(['Query 0/0 in 2 tries']);
    }
  });

  it('is reported like one that succeeds', async () => {
    const { lines, onRequest } = notebook();
    proxy.play(refusal('AccessDeniedException'), refusal('AccessDeniedException'), refusal('AccessDeniedException'));
    await rejection(store.load('any', { onRequest }));
    await rejection(store.read('any', 1, { onRequest }));
    await rejection(store.append(commitTo('any', 0), { onRequest }));
    expect(lines).to.deep.equal(['Query 0/0', 'GetItem 0/0', 'PutItem 0/0']);
  });

  it('fails while the pages are iterated, when a later page cannot be read', async () => {
    const big = new Uint8Array(300_000);
    for (let after = 0; after < 5; after++) await store.append(commitTo('pages', after, { records: [big] }));
    const { pages } = await store.load('pages');
    const seen: number[] = [];
    proxy.play(refusal('AccessDeniedException'));
    const error = await rejection(
      (async () => {
        for await (const page of pages) seen.push(...page.map(({ first }) => first));
      })(),
    );
    expect(error).to.be.instanceOf(AccessDeniedError);
    expect(seen).to.deep.equal([1, 2, 3, 4]);
  });

  describe('because the table has another key', () => {
    type Key = [name: string, type: ScalarAttributeType][];
    const tables: [string, Key][] = [
      [
        'another-hash',
        [
          ['id', 'S'],
          ['partition', 'N'],
        ],
      ],
      [
        'another-range',
        [
          ['key', 'S'],
          ['version', 'N'],
        ],
      ],
      [
        'another-type',
        [
          ['key', 'S'],
          ['partition', 'S'],
        ],
      ],
      ['no-range', [['key', 'S']]],
    ];

    for (const [table, key] of tables) {
      it(`says so on a load: ${table}`, async () => {
        await client.send(
          new CreateTableCommand({
            TableName: table,
            BillingMode: 'PAY_PER_REQUEST',
            KeySchema: key.map(([AttributeName], index) => ({
              AttributeName,
              KeyType: index === 0 ? 'HASH' : 'RANGE',
            })),
            AttributeDefinitions: key.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
          }),
        );
        expect(await rejection(createTable({ table, client }))).to.be.instanceOf(TableMismatchError);

        const other = new DynamoDbStore({ table, client });
        for (const [operation, send] of requestsOf(other)) {
          // Without a range key, a table takes any first item: but nothing is appended that was not loaded before.
          if (operation === 'PutItem' && table === 'no-range') continue;
          const error = await rejection(send());
          expect(error).to.be.instanceOf(TableMismatchError);
          expect(error).to.have.property('table', table);
        }
      });
    }
  });
});
