import { MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit, DepositAll, Deposited, Run, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { isPrecededBy, losesItsAnswer, ScriptedStore } from '../accounts/scripted-store.js';
import { Remembering } from './remembering.js';

const alice = { aggregate: 'account', aggregateId: 'alice', stream: 'account:alice' };
const bob = { aggregate: 'account', aggregateId: 'bob', stream: 'account:bob' };
const command = { handler: 'account.deposit', tenant: undefined, metadata: {} };
const cost = { requests: 0, readUnits: 0, writeUnits: 0 };

/** An application that is watched, and what is done beside it by another process. */
function watched(store = new MemoryStore(), hidesWinners = false) {
  const seen = new Remembering();
  const scripted = new ScriptedStore(store, hidesWinners);
  const others = application(store).dispatcher;
  return { seen, store: scripted, others, ...application(scripted, { instrumentation: [seen] }) };
}

describe('an instrumentation', () => {
  it('sees the steps of a command, and what is found in each', async () => {
    const { seen, dispatcher } = watched();

    await dispatcher.dispatch(new Deposit('alice', 100), { metadata: { user: 'Ann' } });

    expect(seen.steps).to.deep.equal([
      {
        step: { kind: 'dispatch', commands: [{ ...alice, ...command, metadata: { user: 'Ann' } }] },
        findings: [{ attempt: 1 }, { cost }, { results: [{ stream: 'account:alice', version: 1, events: 1 }] }],
      },
      { step: { kind: 'load', ...alice }, findings: [{ version: 0, snapshotVersion: 0 }] },
      {
        step: { kind: 'decide', ...alice, handler: 'account.deposit', version: 0, cached: false },
        findings: [{ events: 1 }],
      },
      {
        step: { kind: 'append', commits: [{ ...alice, version: 1, events: 1, snapshotSize: undefined }] },
        findings: [{ appended: [{ snapshotStored: false }] }],
      },
    ]);
  });

  it('sees that nothing is loaded for a cached aggregate', async () => {
    const { seen, dispatcher } = watched();
    await dispatcher.dispatch(new Deposit('alice', 1));
    seen.steps;

    await dispatcher.dispatch(new Deposit('alice', 1));

    const [, decide, ...rest] = seen.steps;
    expect(decide?.step).to.include({ kind: 'decide', version: 1, cached: true });
    expect(rest.map(({ step }) => step.kind)).to.deep.equal(['append']);
  });

  it('sees how large a snapshot is, and whether a load starts from one', async () => {
    const { seen, dispatcher, repository } = watched();

    await dispatcher.dispatch(new DepositAll('alice', [1, 1, 1, 1, 1, 1]));
    await repository.load(Account, 'alice');

    const [, , , append, load] = seen.steps;
    const size = Buffer.byteLength('{"d":{"balance":6}}');
    expect(append?.step).to.deep.include({ commits: [{ ...alice, version: 6, events: 6, snapshotSize: size }] });
    expect(append?.findings).to.deep.equal([{ appended: [{ snapshotStored: true }] }]);
    expect(load).to.deep.equal({
      step: { kind: 'load', ...alice },
      findings: [{ version: 6, snapshotVersion: 6 }],
    });
  });

  it('sees a rejection of the decision and of the dispatch, and the read that proves it', async () => {
    const { seen, dispatcher } = watched();
    await dispatcher.dispatch(new Deposit('alice', 1));
    seen.steps;

    const overdrawn = await rejection(dispatcher.dispatch(new Withdraw('alice', 2)));

    const [dispatch, decide, refresh, ...rest] = seen.steps;
    expect(dispatch?.findings).to.deep.equal([{ attempt: 1 }, { cost }, { rejection: overdrawn }]);
    expect(decide?.findings).to.deep.equal([{ rejection: overdrawn }]);
    expect(refresh).to.deep.equal({ step: { kind: 'refresh', ...alice, version: 1 }, findings: [{ version: 1 }] });
    expect(rest).to.deep.equal([]);
  });

  it('sees that stale state is decided on again, no longer cached', async () => {
    const { seen, dispatcher, others } = watched();
    await dispatcher.dispatch(new Deposit('alice', 1));
    await others.dispatch(new Deposit('alice', 1));
    seen.steps;

    await dispatcher.dispatch(new Withdraw('alice', 2));

    const decisions = seen.steps.map(({ step }) => step).filter((step) => step.kind === 'decide');
    expect(decisions.map(({ version, cached }) => [version, cached])).to.deep.equal([
      [1, true],
      [2, false],
    ]);
  });

  it('sees a conflict and the attempt after it', async () => {
    const { seen, dispatcher, store, others } = watched();
    store.next(isPrecededBy(() => others.dispatch(new Deposit('alice', 1))));

    await dispatcher.dispatch(new Deposit('alice', 2));

    const [dispatch, ...rest] = seen.steps;
    expect(dispatch?.findings.slice(0, 3)).to.deep.equal([
      { attempt: 1 },
      { conflict: 'account:alice' },
      { attempt: 2 },
    ]);
    const attempt = ['load', 'decide', 'append'];
    expect(rest.map(({ step }) => step.kind)).to.deep.equal([...attempt, ...attempt]);
  });

  it('sees no conflict where a lost answer is recognised', async () => {
    const { seen, dispatcher, store } = watched();
    store.next(losesItsAnswer);

    await dispatcher.dispatch(new Deposit('alice', 2));

    const [dispatch] = seen.steps;
    expect(dispatch?.findings.filter((finding) => 'conflict' in finding)).to.deep.equal([]);
  });

  it('sees the look into a slot where the answer may lie', async () => {
    const { seen, dispatcher, store, others } = watched(new MemoryStore(), true);
    await dispatcher.dispatch(new Deposit('alice', 1));
    store.next(async (append, commit) => {
      await append(commit);
      for (let done = 0; done < 6; done++) await others.dispatch(new Deposit('alice', 1));
      return append(commit);
    });
    seen.steps;

    const { version } = await dispatcher.dispatch(new Deposit('alice', 2));

    expect(version).to.equal(2);
    expect(seen.steps.map(({ step }) => step).filter(({ kind }) => kind === 'read')).to.deep.equal([
      { kind: 'read', ...alice, version: 2 },
    ]);
  });

  it('sees commands that are stored together as one dispatch with one append', async () => {
    const memory = new MemoryStore();
    const seen = new Remembering();
    const { dispatcher } = application(memory, { instrumentation: [seen] });

    await dispatcher.dispatchAll([new Deposit('alice', 1), new DepositAll('bob', [1, 2])]);

    const [dispatch, ...rest] = seen.steps;
    expect(dispatch?.step).to.deep.equal({
      kind: 'dispatch',
      commands: [
        { ...alice, ...command },
        { ...bob, ...command, handler: 'account.depositAll' },
      ],
    });
    expect(rest.map(({ step }) => step.kind)).to.deep.equal(['load', 'load', 'decide', 'decide', 'append']);
    expect(rest.at(-1)?.step).to.deep.include({
      commits: [
        { ...alice, version: 1, events: 1, snapshotSize: undefined },
        { ...bob, version: 2, events: 2, snapshotSize: undefined },
      ],
    });
  });

  it('sees no append of what emits nothing', async () => {
    const { seen, dispatcher } = watched();

    await dispatcher.dispatch(new Run('alice', () => undefined));

    expect(seen.kinds).to.deep.equal(['dispatch', 'load', 'decide']);
  });

  it('sees an import as a dispatch', async () => {
    const { seen, repository } = watched();

    await repository.save(Account, 'alice', [new Deposited(1)]);

    expect(seen.steps[0]?.step).to.deep.include({ commands: [{ ...alice, ...command, handler: 'account.save' }] });
  });
});
