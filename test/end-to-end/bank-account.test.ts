import { readFileSync } from 'node:fs';
import type { Dispatcher } from '@eventsource/core';
import { createTable } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { rejection } from '../core/accounts/application.js';
import { bank, DepositMoney, OpenAccount, WithdrawMoney } from './bank-account.js';

describe('a bank account, as a newcomer writes it', () => {
  let dynalite: Dynalite;
  let dispatcher: Dispatcher;

  before(async () => {
    dynalite = await startDynalite();
    const options = { table: 'accounts', client: dynalite.client() };
    await createTable(options);
    dispatcher = bank(options);
  });

  after(() => dynalite.stop());

  it('opens, takes deposits and pays out what is there', async () => {
    await dispatcher.dispatch(new OpenAccount('DE1', 'Joe'));
    await dispatcher.dispatch(new DepositMoney('DE1', 100));
    const { version } = await dispatcher.dispatch(new WithdrawMoney('DE1', 70));

    expect(version).to.equal(3);
    const error = await rejection(dispatcher.dispatch(new WithdrawMoney('DE1', 70)));
    expect(error).to.have.property('message', 'There are only 30.');
  });

  it('takes at most 45 lines, wiring included', () => {
    const lines = readFileSync('test/end-to-end/bank-account.ts', 'utf8').split('\n');
    const code = lines.filter((line) => line.trim() !== '' && !line.startsWith('// biome-ignore-all'));

    expect(code.length).to.be.at.most(45);
  });
});
