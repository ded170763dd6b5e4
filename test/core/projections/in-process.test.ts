import { Dispatcher, inProcess, install, MemoryStore, type Report } from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { Account, Deposit } from '../accounts/account.js';
import { NoteTaker } from '../delivery/note-taker.js';
import { application, Disks } from './application.js';
import { Balances } from './balances.js';

describe('The feed within the process', () => {
  it('drives projections and other consumers after each command', async () => {
    const notes = new NoteTaker();
    const feed = inProcess(notes, () => new NoteTaker(notes.checkpoints, 'others'));
    const { dispatcher, balances } = application(new Disks(), feed);
    for (const account of ['ann', 'bob', 'ann']) await dispatcher.dispatch(new Deposit(account, 10));
    await feed.settled();

    expect([balances.of('ann'), balances.of('bob')]).to.deep.equal([20, 10]);
    expect([notes.of('account:ann').length, notes.of('account:bob').length]).to.deep.equal([2, 1]);
    expect((await notes.checkpoints.read('others', ['account:ann'])).get('account:ann')?.version).to.equal(2);
  });

  it('lets who has written wait for what was written', async () => {
    const { dispatcher, projections, balances } = application(new Disks(), inProcess());
    const committed = await dispatcher.dispatch(new Deposit('ann', 10));
    await projections.waitFor(Balances, committed);
    expect(balances.of('ann')).to.equal(10);
  });

  it('takes what was stored before, elsewhere, as soon as the stream moves here', async () => {
    const disks = new Disks();
    await application(disks).dispatcher.dispatch(new Deposit('ann', 1));
    const feed = inProcess();
    const { dispatcher, balances } = application(disks, feed);
    await dispatcher.dispatch(new Deposit('ann', 2));
    await feed.settled();
    expect(balances.of('ann')).to.equal(3);
  });

  it('neither fails a command nor holds it up; reports what has failed, and tries again when the stream moves', async () => {
    const reports: Report[] = [];
    const notes = new NoteTaker();
    const feed = inProcess(notes);
    const { dispatcher } = application(new Disks(), feed, { report: (report) => void reports.push(report) });
    const failure = new Error('no space left');
    let release = () => {};
    notes.before = () =>
      new Promise((_, reject) => {
        release = () => reject(failure);
      });
    const committed = await dispatcher.dispatch(new Deposit('ann', 1));
    expect(notes.of(committed.stream)).to.deep.equal([]);
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await feed.settled();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reports).to.deep.equal([
      { kind: 'delivery-failed', consumer: 'notes', stream: 'account:ann', version: 1, error: failure },
    ]);

    notes.before = () => {};
    await dispatcher.dispatch(new Deposit('ann', 2));
    await feed.settled();
    expect(notes.of('account:ann')).to.have.length(2);
  });

  it('reports a consumer that cannot be made, and tries again when a stream moves', async () => {
    const reports: Report[] = [];
    const notes = new NoteTaker();
    const failure = new Error('no configuration');
    let broken = true;
    const feed = inProcess(() => {
      if (broken) throw failure;
      return notes;
    });
    const { dispatcher } = application(new Disks(), feed, { report: (report) => void reports.push(report) });
    await dispatcher.dispatch(new Deposit('ann', 1));
    await feed.settled();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reports).to.have.length(1);
    expect(reports[0]).to.include({ kind: 'delivery-failed', stream: 'account:ann', error: failure });

    broken = false;
    await dispatcher.dispatch(new Deposit('ann', 1));
    await feed.settled();
    expect(notes.of('account:ann')).to.have.length(2);
  });

  it('drives each application that it is installed in', async () => {
    const feed = inProcess();
    const [one, other] = [application(new Disks(), feed), application(new Disks(), feed)];
    await one.dispatcher.dispatch(new Deposit('ann', 1));
    await other.dispatcher.dispatch(new Deposit('ann', 2));
    await feed.settled();
    expect([one.balances.of('ann'), other.balances.of('ann')]).to.deep.equal([1, 2]);
  });

  it('sends dead letters where the module says', async () => {
    const letters: object[] = [];
    const notes = new NoteTaker();
    notes.before = () => Promise.reject(new Error('poison'));
    const feed = inProcess(notes);
    const app = container.createChildContainer();
    const deadLetters = { put: async (letter: object) => void letters.push(letter) };
    const store = new MemoryStore();
    install(app, { aggregates: [Account], store, deadLetters, report: () => {} }, feed);
    for (let time = 0; time < 7; time += 1) {
      await app.resolve(Dispatcher).dispatch(new Deposit('ann', 1));
      await feed.settled();
    }
    expect(letters).to.have.length(1);
    expect(letters[0]).to.include({ consumer: 'notes', stream: 'account:ann', version: 1, tries: 5 });
  });
});
