import { setTimeout as sleep } from 'node:timers/promises';
import { type Dispatcher, MemoryStore, type Observer } from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit, Deposited, Run } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';

describe('a handler that dispatches', () => {
  for (const target of ['a', 'b']) {
    it(`gets an error, not a deadlock, when it aims at ${target === 'a' ? 'its own' : 'another'} stream`, async () => {
      const { dispatcher } = application(new MemoryStore());

      const error = await rejection(
        dispatcher.dispatch(
          new Run('a', async () => {
            await sleep(1);
            await dispatcher.dispatch(new Deposit(target, 1));
            return undefined;
          }),
        ),
      );

      expect(error).to.include({ name: 'NestedDispatchError', stream: 'account:a', target: `account:${target}` });
    });
  }

  it('gets the same error for an import', async () => {
    const { dispatcher, repository } = application(new MemoryStore());

    const error = await rejection(
      dispatcher.dispatch(
        new Run('a', async () => {
          await repository.save(Account, 'b', [new Deposited(1)]);
          return undefined;
        }),
      ),
    );

    expect(error).to.have.property('name', 'NestedDispatchError');
  });

  it('may be an observer, which runs when the command is over', async () => {
    let dispatcher: Dispatcher | undefined;
    const onward: Observer = {
      committed: async ({ aggregateId }) => {
        if (aggregateId === 'a') await dispatcher?.dispatch(new Deposit('b', 1));
      },
    };
    const app = application(new MemoryStore(), { observers: [onward] });
    dispatcher = app.dispatcher;

    await dispatcher.dispatch(new Deposit('a', 1));

    expect((await app.repository.load(Account, 'b')).aggregate.balance).to.equal(1);
  });
});
