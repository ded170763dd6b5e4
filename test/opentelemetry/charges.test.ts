import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import type { Attributes } from '@opentelemetry/api';
import { expect } from 'chai';
import { Deposit, Withdraw } from '../core/accounts/account.js';
import { application, rejection } from '../core/accounts/application.js';
import { traced } from './accounts.js';
import { Sdk } from './sdk.js';

const chargedOf = (attributes: Attributes = {}) => ({
  requests: attributes['eventsource.store.request.count'],
  readUnits: attributes['eventsource.store.read_units'],
  writeUnits: attributes['eventsource.store.write_units'],
});

describe('what DynamoDB charges', () => {
  let dynalite: Dynalite;
  let store: DynamoDbStore;
  let sdk: Sdk;

  before(async () => {
    dynalite = await startDynalite();
    const options = { table: 'accounts', client: dynalite.client() };
    await createTable(options);
    store = new DynamoDbStore(options);
  });

  after(() => dynalite.stop());

  afterEach(Sdk.unregister);

  it('is on the span of each step, and all of it on that of the dispatch', async () => {
    sdk = Sdk.tracing();
    await application(store).dispatcher.dispatch(new Deposit('alice', 1));

    const { cost } = await traced(store).dispatcher.dispatch(new Deposit('alice', 1));

    const charged = sdk.spans.map(({ name, attributes }) => [name, chargedOf(attributes)]);
    expect(cost).to.deep.equal({ requests: 2, readUnits: 1, writeUnits: 1 });
    expect(charged).to.deep.equal([
      ['dispatch account.deposit', cost],
      ['load account', { requests: 1, readUnits: 1, writeUnits: 0 }],
      ['decide account.deposit', chargedOf()],
      ['append account', { requests: 1, readUnits: 0, writeUnits: 1 }],
    ]);
  });

  it('is known of a rejection, too', async () => {
    sdk = Sdk.tracing();
    const { dispatcher } = traced(store);
    await dispatcher.dispatch(new Deposit('bob', 1));
    sdk.spans;

    await rejection(dispatcher.dispatch(new Withdraw('bob', 2)));

    const [dispatch, , refresh] = sdk.spans;
    expect(dispatch?.name).to.equal('dispatch account.withdraw');
    expect(chargedOf(dispatch?.attributes)).to.include({ requests: 1, writeUnits: 0 });
    expect(chargedOf(refresh?.attributes)).to.deep.equal(chargedOf(dispatch?.attributes));
  });

  it('is known of a failure, too', async () => {
    sdk = Sdk.tracing();
    const { dispatcher } = traced(store, { retry: { attempts: 1 } });
    await dispatcher.dispatch(new Deposit('dora', 1));
    await application(store).dispatcher.dispatch(new Deposit('dora', 1));
    sdk.spans;

    await rejection(dispatcher.dispatch(new Deposit('dora', 1)));

    const [dispatch] = sdk.spans;
    expect(dispatch?.attributes).to.include({ 'error.type': 'ConcurrencyError' });
    expect(chargedOf(dispatch?.attributes)).to.include({ requests: 1, writeUnits: 1 });
  });

  it('is measured by what DynamoDB calls the request', async () => {
    sdk = Sdk.measuring();
    const { dispatcher } = traced(store);
    await dispatcher.dispatch(new Deposit('carol', 1));
    await dispatcher.dispatch(new Deposit('carol', 1));

    const of = (operation: string) => ({ 'eventsource.aggregate.name': 'account', 'db.operation.name': operation });
    expect(await sdk.measured('eventsource.store.requests')).to.deep.equal([
      { attributes: of('Query'), value: 1 },
      { attributes: of('PutItem'), value: 2 },
    ]);
    expect(await sdk.measured('eventsource.store.write_units')).to.deep.equal([
      { attributes: of('PutItem'), value: 2 },
    ]);
  });
});
