import type { LambdaRecord } from '@eventsource/lambda';
import { Deposit } from '../core/accounts/account.js';
import { application } from '../core/projections/application.js';

/** So many accounts with 1 in each, and the records that tell of them by their keys only. */
export async function manyAccounts(count: number) {
  const { app, dispatcher, balances } = application();
  const accounts = Array.from({ length: count }, (_, index) => `a${index}`);
  for (const account of accounts) await dispatcher.dispatch(new Deposit(account, 1));
  const records = accounts.map(
    (account, index): LambdaRecord => ({
      eventName: 'INSERT',
      dynamodb: { Keys: { key: { S: `account:${account}` }, partition: { N: '1' } }, SequenceNumber: `${100 + index}` },
    }),
  );
  return { app, accounts, records, taken: () => accounts.filter((account) => balances.of(account) === 1).length };
}
