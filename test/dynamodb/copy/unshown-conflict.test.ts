import { copy } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { putItems } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { intercepting } from '../verify/interception.js';
import { commitItem } from '../verify/tables.js';
import { Copies } from './copies.js';

describe('A copy to a server that does not show what is in the way', () => {
  const copies = new Copies();

  before(() => copies.start({ transactions: false }));
  after(() => copies.stop());

  it('reads what somebody has written meanwhile, and stops at it if it is something else', async () => {
    for (const [note, ends] of [
      [{}, undefined],
      [{ note: { S: 'mine' } }, 'CopyConflictError'],
    ] as const) {
      const [from, to] = [await copies.of(commitItem('a', 1), commitItem('a', 2)), await copies.empty()];
      const operations: string[] = [];
      const client = intercepting(copies.endpoint, { before: ({ operation }) => operations.push(operation) });
      client.middlewareStack.add(
        (next) => async (args) => {
          const { Item } = { Item: undefined, ...args.input };
          if (JSON.stringify(Item)?.includes('"partition":{"N":"2"}')) {
            await putItems(copies.client, to.table, [commitItem('a', 2, 2, note)]);
          }
          return next(args);
        },
        { step: 'initialize' },
      );
      const copied = copy({ from, to: { table: to.table, client } });
      if (ends) expect(await rejection(copied)).to.include({ name: ends, stream: 'a', partition: '2' });
      else expect(await copied).to.include({ verified: 2, conflicts: 0 });
      expect(operations).to.include('GetItem');
      client.destroy();
    }
  });
});
