import { isDeepStrictEqual } from 'node:util';
import type { Repository } from '@eventsource/core';
import { bankName, plain, saving } from '../account/bank.js';
import type { Seen } from '../account/seen.js';
import { emulatorClient } from '../emulator-client.js';
import type { Site } from '../run/site.js';
import { application } from '../worker/application.js';
import type { AccountHistory } from './account-history.js';

/** A new process loads from the table, by snapshot or not, exactly the state that the events fold to. */
export async function* loadsAsFolded(
  { endpoint, table }: Site,
  accounts: ReadonlyMap<number, AccountHistory>,
): AsyncGenerator<string> {
  const client = emulatorClient(endpoint);
  const { repository } = application({ client, table });
  for (const [account, { stream, states }] of accounts) {
    const [loaded, folded] = [await load(repository, account), states.at(-1)];
    if (!isDeepStrictEqual(loaded, folded)) {
      yield `${stream}: loads as ${JSON.stringify(loaded)}; the events make ${JSON.stringify(folded)}.`;
    }
  }
  client.destroy();
}

async function load(repository: Repository, account: number): Promise<Seen | string> {
  const { Account } = bankName(account) === 'plain' ? plain : saving;
  try {
    const { aggregate, version } = await repository.load(Account, String(account));
    return aggregate.seen(version);
  } catch (error) {
    return String(error);
  }
}
