import { Dispatcher, install, logging, MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { pino } from 'pino';
import { container } from 'tsyringe';
import { Account, Deposit } from '../accounts/account.js';

it('logs a dispatch', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line) => lines.push(line) });
  const application = container.createChildContainer();
  install(application, { aggregates: [Account] }, { store: new MemoryStore() }, logging(logger));

  await application.resolve(Dispatcher).dispatch(new Deposit('alice', 100));

  const { level, time, pid, hostname, milliseconds, ...line } = JSON.parse(lines[0] ?? '');
  expect(line).to.deep.equal({
    msg: 'dispatch',
    handlers: ['account.deposit'],
    streams: ['account:alice'],
    versions: [1],
    outcome: 'stored',
    attempts: 1,
    requests: 0,
    readUnits: 0,
    writeUnits: 0,
  });
});
