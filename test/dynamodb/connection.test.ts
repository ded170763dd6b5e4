import { createTable, type DynamoDbOptions, DynamoDbStore, dynamoDb } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { commitTo, versionsOf } from './commits.js';
import { plainClient } from './raw-items.js';
import { startProxy } from './scripted-proxy.js';

describe('The connection', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  const variables = [
    'DYNAMODB_ENDPOINT',
    'AWS_REGION',
    'AWS_DEFAULT_REGION',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_PROFILE',
  ];
  const environment = Object.fromEntries(variables.map((name) => [name, process.env[name]]));

  before(async () => {
    server = await startDynalite();
    proxy = await startProxy(server.endpoint);
    await createTable({ table: 'events', endpoint: server.endpoint });
  });

  after(async () => {
    await proxy.stop();
    await server.stop();
  });

  beforeEach(() => {
    for (const name of variables) delete process.env[name];
    proxy.play();
  });

  afterEach(() => {
    for (const [name, value] of Object.entries(environment)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  /** The scope of the signature that a store's request bears: key, day, region. */
  async function signatureOf(store: DynamoDbStore): Promise<string[]> {
    await store.load('any');
    store.close();
    const scope = /Credential=([^,]*)/.exec(proxy.authorization() ?? '')?.[1] ?? '';
    const [key = '', , region = ''] = scope.split('/');
    return [key, region];
  }

  it('needs neither region nor credentials for an emulator', async () => {
    const store = new DynamoDbStore({ table: 'events', endpoint: proxy.endpoint });
    expect(await signatureOf(store)).to.deep.equal(['emulator', 'us-east-1']);
  });

  it('takes the endpoint from DYNAMODB_ENDPOINT, and region and credentials from the AWS variables', async () => {
    Object.assign(process.env, {
      DYNAMODB_ENDPOINT: proxy.endpoint,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'from-environment',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
    expect(await signatureOf(new DynamoDbStore({ table: 'events' }))).to.deep.equal([
      'from-environment',
      'eu-central-1',
    ]);
  });

  it('prefers what it is told to what the environment says', async () => {
    Object.assign(process.env, { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1', AWS_REGION: 'eu-central-1' });
    const store = new DynamoDbStore({ table: 'events', endpoint: proxy.endpoint, region: 'us-west-2' });
    expect(await signatureOf(store)).to.deep.equal(['emulator', 'us-west-2']);
  });

  it('takes an empty DYNAMODB_ENDPOINT for none', async () => {
    process.env.DYNAMODB_ENDPOINT = '';
    new DynamoDbStore({ table: 'events' }).close();
  });

  it('is either given or described, not both', () => {
    const client = plainClient(server.endpoint);
    // @ts-expect-error: the region is the client's own.
    const contradiction: DynamoDbOptions = { table: 'events', client, region: 'us-west-2' };
    expect(contradiction).to.have.property('region');
    client.destroy();
  });

  it('cannot wait for ever, or not at all', () => {
    for (const requestTimeout of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31]) {
      expect(() => new DynamoDbStore({ table: 'events', requestTimeout })).to.throw(RangeError);
    }
  });

  it('leaves a client that was given open, and closes one that was made', async () => {
    const client = plainClient(server.endpoint);
    const first = new DynamoDbStore({ table: 'events', client });
    await first.append(commitTo('open', 0));
    first.close();
    const second = new DynamoDbStore({ table: 'events', client });
    expect(await versionsOf(await second.load('open'))).to.deep.equal([1]);
    client.destroy();

    const made = new DynamoDbStore({ table: 'events', endpoint: proxy.endpoint });
    await made.load('open');
    expect(await proxy.connections()).to.equal(1);
    made.close();
    while ((await proxy.connections()) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('is made by the module only when an application asks for the store', () => {
    process.env.DYNAMODB_ENDPOINT = 'nonsense';
    const module = dynamoDb({ table: 'events' });
    expect(module).to.have.property('store').that.is.a('function');
  });
});
