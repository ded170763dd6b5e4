import type { MetricData } from '@opentelemetry/sdk-metrics';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { ATTR_DB_OPERATION_NAME, ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions';
import { expect } from 'chai';
import { Deposit, DepositAll, Withdraw } from '../core/accounts/account.js';
import { application, rejection } from '../core/accounts/application.js';
import { isPrecededBy, ScriptedStore } from '../core/accounts/scripted-store.js';
import { traced } from './accounts.js';
import { ChargingStore } from './charging-store.js';
import { Sdk } from './sdk.js';

/** Lower case, words joined by underscores, parts by dots, the system's name first. */
const OWN = /^eventsource(\.[a-z]+(_[a-z]+)*)+$/;

describe('the names of telemetry', () => {
  let spans: readonly ReadableSpan[];
  let metrics: readonly MetricData[];

  before(async () => {
    const [tracing, measuring] = [Sdk.tracing(), Sdk.measuring()];
    await everything();
    [spans, metrics] = [tracing.spans, await measuring.metrics()];
  });

  after(Sdk.unregister);

  it('of attributes are of this system, or those of the semantic conventions', () => {
    const ofMetrics = metrics.flatMap(({ dataPoints }) => dataPoints.map(({ attributes }) => attributes));
    const names = new Set(
      [...spans.map(({ attributes }) => attributes), ...ofMetrics].flatMap((all) => Object.keys(all)),
    );

    expect([...names].filter((name) => !OWN.test(name))).to.have.members([ATTR_DB_OPERATION_NAME, ATTR_ERROR_TYPE]);
    expect(names.size).to.be.greaterThan(20);
  });

  it('of metrics are of this system, with a unit and a description, and never a total', () => {
    for (const { descriptor } of metrics) {
      expect(descriptor.name).to.match(OWN).and.not.match(/total/);
      expect(descriptor.unit, descriptor.name).to.match(/^(s|By|\{[a-z]+\})$/);
      expect(descriptor.description, descriptor.name).to.match(/^[A-Z].*\.$/);
    }
    expect(metrics).to.have.length(8);
  });

  it('of spans say what is done to what, and name no one aggregate', () => {
    expect([...new Set(spans.map(({ name }) => name))].toSorted()).to.deep.equal([
      'append account',
      'decide account.deposit',
      'decide account.depositAll',
      'decide account.withdraw',
      'dispatch account',
      'dispatch account.deposit',
      'dispatch account.depositAll',
      'dispatch account.withdraw',
      'load account',
      'refresh account',
    ]);
  });
});

/** Commands to all ends: stored, unchanged, rejected, retried, stored together, of a tenant, with snapshots. */
async function everything(): Promise<void> {
  const store = new ChargingStore();
  const scripted = new ScriptedStore(store);
  const { dispatcher } = traced(scripted);
  const rival = application(store).dispatcher;
  await dispatcher.dispatch(new DepositAll('alice', [1, 1, 1, 1, 1]));
  await rejection(dispatcher.dispatch(new Withdraw('alice', 9)));
  scripted.next(isPrecededBy(() => rival.dispatch(new Deposit('alice', 1))));
  await dispatcher.dispatch(new Deposit('alice', 1));
  await dispatcher.dispatch(new Deposit('alice', 1), { tenant: 'north' });
  await traced(store).dispatcher.dispatchAll([new Deposit('alice', 1), new Withdraw('bob', 0)]);
}
