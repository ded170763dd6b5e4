import { createServer, type Server } from 'node:http';
import {
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { type Dynalite, RequestLog, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { commitsTable } from './commits-table.js';

const { TableName } = commitsTable;

const put = (bytes: number, options: Partial<PutItemCommandInput> = {}) =>
  new PutItemCommand({
    TableName,
    Item: { key: { S: 'a' }, partition: { N: '1' }, _1: { B: new Uint8Array(bytes) } },
    ...options,
  });

const query = (key: string, ConsistentRead = true) =>
  new QueryCommand({
    TableName,
    ConsistentRead,
    KeyConditionExpression: '#key = :key',
    ExpressionAttributeNames: { '#key': 'key' },
    ExpressionAttributeValues: { ':key': { S: key } },
  });

describe('RequestLog', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
    await dynalite.createTable(commitsTable);
  });

  after(() => dynalite.stop());

  it('records operations with their units, in order', async () => {
    const client = dynalite.client();
    const log = RequestLog.of(client);

    await client.send(put(2_500));
    await client.send(query('a'));

    expect(log.operations).to.deep.equal(['PutItem', 'Query']);
    expect(log.requests).to.deep.equal([
      { operation: 'PutItem', attempts: 1, readUnits: 0, writeUnits: 3 },
      { operation: 'Query', attempts: 1, readUnits: 1, writeUnits: 0 },
    ]);
    expect(log.total).to.deep.equal({ requests: 2, attempts: 2, readUnits: 1, writeUnits: 3 });
  });

  it('records every request of a client that caches its middleware', async () => {
    const client = dynalite.client({ cacheMiddleware: true });
    const log = RequestLog.of(client);

    await Promise.all([client.send(put(10)), client.send(put(3_000)), client.send(query('a'))]);
    await client.send(put(10));

    expect([...log.operations].sort()).to.deep.equal(['PutItem', 'PutItem', 'PutItem', 'Query']);
    expect(log.requests.map(({ attempts }) => attempts)).to.deep.equal([1, 1, 1, 1]);
  });

  it('leaves the answer and the command as they are', async () => {
    const client = dynalite.client();
    RequestLog.of(client);
    const command = put(10, { ReturnConsumedCapacity: 'NONE' });

    await client.send(command);

    expect(command.input.ReturnConsumedCapacity).to.equal('NONE');
  });

  it('counts the units of a command that asked not to be told', async () => {
    const client = dynalite.client();
    const log = RequestLog.of(client);

    await client.send(put(2_000, { ReturnConsumedCapacity: 'NONE' }));

    expect(log.total.writeUnits).to.equal(2);
  });

  it('counts the least that AWS charges for a query that finds nothing, which dynalite does not', async () => {
    const client = dynalite.client();
    const log = RequestLog.of(client);

    await client.send(query('nobody'));
    await client.send(query('nobody', false));
    await client.send(new GetItemCommand({ TableName, Key: { key: { S: 'nobody' }, partition: { N: '1' } } }));

    expect(log.requests.map(({ readUnits }) => readUnits)).to.deep.equal([1, 0.5, 0.5]);
  });

  it('records a refused write with its error and the least that AWS charges for it', async () => {
    const client = dynalite.client();
    const log = RequestLog.of(client);
    await client.send(put(10));
    log.clear();

    const refused = await client
      .send(
        put(10, { ConditionExpression: 'attribute_not_exists(#p)', ExpressionAttributeNames: { '#p': 'partition' } }),
      )
      .catch((error: Error) => error.name);

    expect(refused).to.equal('ConditionalCheckFailedException');
    expect(log.requests).to.deep.equal([
      { operation: 'PutItem', attempts: 1, readUnits: 0, writeUnits: 1, error: 'ConditionalCheckFailedException' },
    ]);
  });

  it('records operations that consume nothing', async () => {
    const client = dynalite.client();
    const log = RequestLog.of(client);

    await client.send(new ListTablesCommand({}));

    expect(log.requests).to.deep.equal([{ operation: 'ListTables', attempts: 1, readUnits: 0, writeUnits: 0 }]);
  });

  it('lets two logs of one client see the same', async () => {
    const client = dynalite.client();
    const [one, other] = [RequestLog.of(client), RequestLog.of(client)];

    await client.send(put(10));

    expect(one.requests).to.deep.equal(other.requests);
    expect(one.total).to.deep.equal({ requests: 1, attempts: 1, readUnits: 0, writeUnits: 1 });
  });

  it('forgets what it is told to forget', async () => {
    const client = dynalite.client();
    const log = RequestLog.of(client);
    await client.send(put(10));

    expect(log.clear()).to.have.length(1);
    expect(log.operations).to.deep.equal([]);
  });

  describe('of a server that fails twice', () => {
    let server: Server;
    let port: number;

    before(async () => {
      let requests = 0;
      server = createServer((_, response) => {
        requests += 1;
        response.statusCode = requests % 3 === 0 ? 200 : 500;
        response.end(requests % 3 === 0 ? '{}' : '{"__type":"InternalServerError"}');
      });
      port = await new Promise((resolve) => {
        server.listen(0, '127.0.0.1', () => {
          const address = server.address();
          resolve(typeof address === 'object' && address ? address.port : 0);
        });
      });
    });

    after((done) => {
      server.closeAllConnections();
      server.close(done);
    });

    it('counts the attempts of a request', async () => {
      const client = new DynamoDBClient({
        endpoint: `http://127.0.0.1:${port}`,
        region: 'us-east-1',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      });
      const log = RequestLog.of(client);

      await client.send(put(10));

      expect(log.requests).to.deep.equal([{ operation: 'PutItem', attempts: 3, readUnits: 0, writeUnits: 0 }]);
      client.destroy();
    });

    it('counts no attempt of a request that was aborted before it was sent', async () => {
      const client = new DynamoDBClient({
        endpoint: `http://127.0.0.1:${port}`,
        region: 'us-east-1',
        credentials: () => Promise.reject(new Error('no credentials')),
      });
      const log = RequestLog.of(client);

      await client.send(put(10)).catch(() => {});

      expect(log.requests).to.deep.equal([
        { operation: 'PutItem', attempts: 0, readUnits: 0, writeUnits: 0, error: 'Error' },
      ]);
      client.destroy();
    });
  });
});
