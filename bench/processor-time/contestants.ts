import { DynamoDBClient, type DynamoDBClientConfig, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Commit, Dispatcher, install, MemoryStore, type Module, type Store } from '@eventsource/core';
import { DynamoDbStore } from '@eventsource/dynamodb';
import { openTelemetry } from '@eventsource/opentelemetry';
import { container } from 'tsyringe';
import { Ledger, Post } from '../cost/eventsource/ledger.js';
import { posting } from '../cost/posting.js';
import { answeringHandler } from './answering-handler.js';

/** Does one command's worth of work. */
export type Contestant = () => Promise<unknown>;

const table = 'nowhere';
const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
const config = { region: 'us-east-1', credentials } satisfies DynamoDBClientConfig;

/** Everything that is measured, by what it is. A pair with the same end differs only in who calls the SDK. */
export function contestants(endpoint: string): Readonly<Record<string, Contestant>> {
  const given = new DynamoDBClient({ ...config, requestHandler: answeringHandler });
  return {
    'SDK alone, HTTP stubbed': sending(given),
    'dispatch, a client of the user, HTTP stubbed': dispatching(new DynamoDbStore({ table, client: given })),
    'SDK alone, cacheMiddleware, over loopback': sending(
      new DynamoDBClient({ ...config, endpoint, cacheMiddleware: true }),
    ),
    'dispatch, the client made here, over loopback': dispatching(new DynamoDbStore({ table, endpoint })),
    'dispatch, in memory': dispatching(new ForgetfulStore()),
    'dispatch, in memory, openTelemetry() without SDK': dispatching(new ForgetfulStore(), openTelemetry()),
  };
}

/** The same item as a dispatch puts, without a framework around it. */
function sending(client: DynamoDBClient): Contestant {
  let version = 0;
  return () => {
    version += 1;
    const record = JSON.stringify({ t: 'posted', d: posting(version), a: new Date().toISOString() });
    const item = {
      key: { S: 'ledger:one' },
      partition: { N: String(version) },
      c: { B: crypto.getRandomValues(new Uint8Array(17)) },
      [`_${version}`]: { B: Buffer.from(record) },
    };
    return client.send(
      new PutItemCommand({
        TableName: table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(#partition)',
        ExpressionAttributeNames: { '#partition': 'partition' },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
  };
}

/** Commands on a cached aggregate. Whatever the store, loading finds nothing: the server answers only writes. */
function dispatching(store: Store, ...modules: readonly Module[]): Contestant {
  const app = container.createChildContainer();
  install(app, { aggregates: [Ledger], store: withNewStreams(store) }, ...modules);
  const dispatcher = app.resolve(Dispatcher);
  let posted = 0;
  return () => dispatcher.dispatch(new Post('one', [posting(++posted)]));
}

const withNewStreams = (store: Store): Store => ({
  load: async () => ({ pages: nothing() }),
  read: (stream, version, options) => store.read(stream, version, options),
  append: (commit, options) => store.append(commit, options),
});

async function* nothing(): AsyncGenerator<never> {}

/** Keeps nothing, so that memory does not grow with the number of rounds. */
class ForgetfulStore extends MemoryStore {
  override async append({ snapshot }: Commit) {
    return { snapshotStored: snapshot !== undefined };
  }
}
