import { MemoryCheckpoints, ProjectionBehindError, UnknownProjectionError } from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit } from '../accounts/account.js';
import { rejection } from '../accounts/application.js';
import { application, Disks } from './application.js';
import { Balances } from './balances.js';

describe('Waiting for a projection', () => {
  it('ends at once when it is there, by a result, a stream or an aggregate', async () => {
    const { dispatcher, projections, delivery } = application();
    const committed = await dispatcher.dispatch(new Deposit('ann', 1));
    await delivery.catchUp([committed.stream]);

    await projections.waitFor(Balances, committed);
    await projections.waitFor(Balances, { stream: 'account:ann', version: 1 });
    await projections.waitFor(Balances, { aggregate: 'account', aggregateId: 'ann', version: 1 });
  });

  it('ends when the projection has come so far, and not before', async () => {
    const { dispatcher, projections, delivery, balances } = application();
    await dispatcher.dispatch(new Deposit('ann', 1));
    const committed = await dispatcher.dispatch(new Deposit('ann', 2));
    const [first, second] = depositsOf(committed.stream);
    let ended = false;
    const waiting = projections.waitFor(Balances, committed).then(() => {
      ended = true;
      return balances.of('ann');
    });
    await delivery.deliver([first]);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(ended).to.equal(false);
    await delivery.deliver([second]);

    expect(await waiting).to.equal(3);
  });

  it('ends with how far the projection is when it takes too long', async () => {
    const { dispatcher, projections, delivery } = application();
    await dispatcher.dispatch(new Deposit('ann', 1));
    await delivery.catchUp(['account:ann']);
    const committed = await dispatcher.dispatch(new Deposit('ann', 2));
    const error = await rejection(projections.waitFor(Balances, committed, { timeout: 30 }));

    expect(error).to.be.instanceOf(ProjectionBehindError);
    expect(error).to.include({ projection: 'balances@2', stream: 'account:ann', asked: 2, version: 1, stopped: false });
  });

  it('ends at once when the projection has given up on the stream', async () => {
    const disks = new Disks();
    const { projections } = application(disks);
    await disks.checkpoints.stop({ consumer: 'balances@2', stream: 'account:ann', version: 0 });
    const error = await rejection(
      projections.waitFor(Balances, { stream: 'account:ann', version: 1 }, { timeout: 60_000 }),
    );
    expect(error).to.include({ name: 'ProjectionBehindError', version: 0, stopped: true });
  });

  it('ends with the reason of the signal', async () => {
    const { projections } = application();
    const controller = new AbortController();
    const reason = new Error('the caller left');
    const waiting = rejection(
      projections.waitFor(Balances, { stream: 'account:ann', version: 1 }, { signal: controller.signal }),
    );
    setTimeout(() => controller.abort(reason), 15);
    expect(await waiting).to.equal(reason);
  });

  it('fails as the checkpoints do', async () => {
    const checkpoints = new MemoryCheckpoints();
    const failure = new Error('no connection');
    checkpoints.read = () => Promise.reject(failure);
    const { projections } = application(new Disks(undefined, checkpoints));
    const error = await rejection(projections.waitFor(Balances, { stream: 'account:ann', version: 1 }));
    expect(error).to.equal(failure);
  });

  it('is refused for what is not installed', async () => {
    const { projections } = application();
    const error = await rejection(projections.waitFor(Account, { stream: 'account:ann', version: 1 }));
    expect(error).to.be.instanceOf(UnknownProjectionError);
  });
});

/** The two commits of a stream, as they would be delivered. */
function depositsOf(stream: string) {
  const record = (amount: number) => Buffer.from(`{"t":"deposited","d":{"amount":${amount}}}`);
  return [
    { stream, first: 1, records: [record(1)] },
    { stream, first: 2, records: [record(2)] },
  ] as const;
}
