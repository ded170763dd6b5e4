import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { type Logger, logging, MemoryStore, type Module, type Observer, type Report } from '@eventsource/core';
import { expect } from 'chai';
import { pino } from 'pino';
import { Account, Deposit, DepositAll, Run, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { failsWith, isPrecededBy, ScriptedStore } from '../accounts/scripted-store.js';

const DEBUG = 20;
const WARN = 40;

/** What pino writes, line by line. */
class Lines {
  readonly texts: string[] = [];
  readonly logger = pino({ level: 'debug', base: null, timestamp: false }, { write: (text) => this.texts.push(text) });

  get parsed(): readonly Record<string, unknown>[] {
    return this.texts.map((text) => JSON.parse(text));
  }
}

function logged(store = new ScriptedStore(), ...modules: readonly Module[]) {
  const lines = new Lines();
  return { lines, ...application(store, logging(lines.logger), ...modules) };
}

function consoleLines() {
  const texts: string[] = [];
  const stream = new Writable({
    write(text, _encoding, done) {
      texts.push(String(text));
      done();
    },
  });
  return { console: new Console(stream), lines: () => texts.join('').split('\n').slice(0, -1) };
}

const unasked = { requests: 0, readUnits: 0, writeUnits: 0 };

describe('a log', () => {
  it('has one line of each dispatch, at debug: what it was for, what it came to, what it took', async () => {
    const { lines, dispatcher } = logged();

    await dispatcher.dispatch(new Deposit('alice', 1));

    const { milliseconds, ...line } = lines.parsed[0] ?? {};
    expect(lines.parsed).to.have.length(1);
    expect(milliseconds).to.be.a('number').greaterThan(0);
    expect(line).to.deep.equal({
      level: DEBUG,
      msg: 'dispatch',
      handlers: ['account.deposit'],
      streams: ['account:alice'],
      attempts: 1,
      ...unasked,
      versions: [1],
      outcome: 'stored',
    });
  });

  it('has one line of commands that are dispatched together', async () => {
    const { lines, dispatcher } = logged(undefined, { store: new MemoryStore() });

    await dispatcher.dispatchAll([new Deposit('alice', 1), new DepositAll('bob', [1, 2])], { tenant: 'north' });

    expect(lines.parsed).to.have.length(1);
    expect(lines.parsed[0]).to.deep.include({
      handlers: ['account.deposit', 'account.depositAll'],
      streams: [':north:account:alice', ':north:account:bob'],
      tenant: 'north',
      versions: [1, 2],
    });
  });

  it('tells what changed nothing, what was rejected and what failed', async () => {
    const store = new ScriptedStore();
    const { lines, dispatcher } = logged(store);
    await dispatcher.dispatch(new Run('alice', () => undefined));
    await rejection(dispatcher.dispatch(new Withdraw('alice', 1)));
    store.next(failsWith(new RangeError('The disk is on fire.')));
    await rejection(dispatcher.dispatch(new Deposit('alice', 1)));

    const ends = lines.parsed.map(({ outcome, error, versions }) => ({ outcome, error, versions }));
    expect(ends).to.deep.equal([
      { outcome: 'unchanged', error: undefined, versions: [0] },
      { outcome: 'rejected', error: 'Overdrawn', versions: undefined },
      { outcome: 'failed', error: 'RangeError', versions: undefined },
    ]);
  });

  it('tells how many attempts a conflict took', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    const { lines, dispatcher } = logged(store);
    store.next(isPrecededBy(() => application(memory).dispatcher.dispatch(new Deposit('alice', 1))));

    await dispatcher.dispatch(new Deposit('alice', 1));

    expect(lines.parsed[0]).to.include({ attempts: 2, outcome: 'stored' });
  });

  it('holds nothing of what commands, events and rejections say, nor metadata', async () => {
    const { lines, dispatcher } = logged();
    await dispatcher.dispatch(new Deposit('alice', 123456), { metadata: { user: 'Ann' } });
    await rejection(dispatcher.dispatch(new Withdraw('alice', 1234567)));

    expect(lines.texts.join('')).to.not.match(/123456|Ann/);
  });

  it('has a line of each report, at warn, with the error', async () => {
    const observer: Observer = {
      committed() {
        throw new RangeError('The queue is full.');
      },
    };
    const { lines, dispatcher } = logged(undefined, { observers: [observer] });

    await dispatcher.dispatch(new Deposit('alice', 1));
    await turn();

    const { err, ...line } = lines.parsed.find(({ level }) => level === WARN) ?? {};
    expect(line).to.deep.equal({ level: WARN, msg: 'observer-failed', stream: 'account:alice', version: 1 });
    expect(err).to.include({ type: 'RangeError', message: 'The queue is full.' });
  });

  it('may be the console, which gets one line to read', async () => {
    const { console, lines } = consoleLines();
    const { dispatcher } = application(new MemoryStore(), logging(console));

    await dispatcher.dispatchAll([new Deposit('alice', 1), new Deposit('bob', 1)]);

    expect(lines()).to.have.length(1);
    expect(lines()[0]).to.match(
      /^dispatch handlers=account.deposit,account.deposit streams=account:alice,account:bob .* outcome=stored$/,
    );
  });

  it('says on the console what a report means, with the stack of its error', async () => {
    const observer: Observer = { committed: () => Promise.reject(new RangeError('The queue is full.')) };
    const { console, lines } = consoleLines();
    const { dispatcher } = application(new MemoryStore(), logging(console), { observers: [observer] });

    await dispatcher.dispatch(new Deposit('alice', 1));
    await turn();

    const said = lines().filter((line) => !line.startsWith('dispatch'));
    expect(said[0]).to.match(
      /^An observer failed on version 1 of stream "account:alice"\. The commit stays stored, .*: The queue is full\. \[observer-failed\] RangeError: The queue is full\.$/,
    );
    expect(said[1]).to.match(/^ {4}at /);
  });

  const place = { stream: 'account:alice', version: 20 };
  const error = 'The disk is full.';
  const meanings: [report: Report, meaning: RegExp][] = [
    [
      { ...place, kind: 'observer-failed', error },
      /version 20 of stream "account:alice"\. The commit stays stored,.*disk is full/,
    ],
    [{ ...place, kind: 'snapshot-left-out', error }, /snapshot .* is left out, so loads read more .*disk is full/],
    [{ ...place, kind: 'snapshot-left-out' }, /it does not fit into the item of its commit/],
    [
      { ...place, kind: 'companions-stored-apart' },
      /such as reservations, .* changed before the commit .* reported once/,
    ],
    [{ ...place, kind: 'companion-unsettled', error }, /could not be completed or changed back .*disk is full/],
    [{ ...place, kind: 'delivery-failed', consumer: 'b@1', error }, /Consumer "b@1" could not take .*disk is full/],
  ];
  for (const [report, meaning] of meanings) {
    it(`has a sentence for people: ${report.kind}${report.error ? ', with the error' : ''}`, () => {
      const { console, lines } = consoleLines();
      logging(console).report?.(report);
      expect(lines()).to.have.length(1);
      expect(lines()[0]).to.match(meaning);
      expect(lines()[0]).to.include(`[${report.kind}]`);
    });
  }

  it('may be the console of the process', () => {
    const logger: Logger = console;
    expect(logging(logger)).to.have.property('report');
  });

  it('never fails a command', async () => {
    const broken: Logger = {
      debug() {
        throw new Error('No debugging.');
      },
      warn() {
        throw new Error('No warning.');
      },
    };
    const { dispatcher, repository } = application(new MemoryStore(), logging(broken));

    expect((await dispatcher.dispatch(new Deposit('alice', 1))).version).to.equal(1);
    expect((await repository.load(Account, 'alice')).version).to.equal(1);
  });
});
