import { MemoryCheckpoints, type MemoryTransaction, type Move } from '@eventsource/core';
import { expect } from 'chai';
import { DepositAll } from '../accounts/account.js';
import { application, Disks } from './application.js';

/** Like a database whose transactions take one write to a row. */
class OneWrite extends MemoryCheckpoints {
  readonly moves: string[] = [];

  override async move(move: Move, work: (transaction: MemoryTransaction) => Promise<void>): Promise<void> {
    let writes = 0;
    await super.move(move, async (transaction) => {
      await work({
        change: (make) => {
          if (++writes > 1) throw new RangeError('Two writes to one row.');
          transaction.change(make);
        },
      });
    });
    this.moves.push(`${move.from}-${move.to}`);
  }
}

describe('A projection whose events cannot be written together', () => {
  it('takes them one by one, each with its own move', async () => {
    const checkpoints = new OneWrite();
    const { dispatcher, delivery, balances } = application(new Disks(undefined, checkpoints));
    await dispatcher.dispatch(new DepositAll('ann', [1, 2, 3]));
    await dispatcher.dispatch(new DepositAll('ann', [4]));

    expect(await delivery.catchUp(['account:ann'])).to.deep.equal([]);
    expect(checkpoints.moves).to.deep.equal(['0-1', '1-2', '2-3', '3-4']);
    expect(balances.of('ann')).to.equal(10);
  });
});
