import { isDeepStrictEqual } from 'node:util';
import { bankName, plain, saving } from '../account/bank.js';
import type { Site } from '../run/site.js';
import { application } from '../worker/application.js';
import type { AccountHistory } from './account-history.js';

/** A new process loads from the table, by snapshot or not, exactly the state that the events fold to. */
export async function* loadsAsFolded(
  { endpoint, table }: Site,
  accounts: ReadonlyMap<number, AccountHistory>,
): AsyncGenerator<string> {
  const { repository } = application({ endpoint, table });
  for (const [account, { stream, states }] of accounts) {
    const { Account } = bankName(account) === 'plain' ? plain : saving;
    const { aggregate, version } = await repository.load(Account, String(account));
    const [loaded, folded] = [aggregate.seen(version), states.at(-1)];
    if (!isDeepStrictEqual(loaded, folded)) {
      yield `${stream}: loads as ${JSON.stringify(loaded)}; the events make ${JSON.stringify(folded)}.`;
    }
  }
}
