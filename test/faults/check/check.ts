import { bankName } from '../account/bank.js';
import type { Site } from '../run/site.js';
import type { Call } from '../worker/call.js';
import { AccountHistory } from './account-history.js';
import { decidedRightly } from './decided-rightly.js';
import { forgottenRightly } from './forgotten-rightly.js';
import { idsRecognised } from './ids-recognised.js';
import { loadsAsFolded } from './loads-as-folded.js';
import { nothingStale } from './nothing-stale.js';
import { readTable } from './read-table.js';
import { refusedIsNotStored } from './refused-is-not-stored.js';
import type { Rule } from './rule.js';
import { storedAsAnswered } from './stored-as-answered.js';
import type { StoredCommit } from './stored-commit.js';
import { storedOnce } from './stored-once.js';
import { moneyKept, partsOf } from './transfers.js';
import { wholeStreams } from './whole-streams.js';

const rules: readonly Rule[] = [
  wholeStreams,
  decidedRightly,
  storedOnce,
  storedAsAnswered,
  refusedIsNotStored,
  nothingStale,
  idsRecognised,
  forgottenRightly,
];

/** Compares the table with everything that callers were told. @returns each contradiction, in words. */
export async function check(site: Site, calls: readonly Call[]): Promise<string[]> {
  const streams = await readTable(site);
  const accounts = historiesOf(calls, streams);
  const violations = [...violationsOf(accounts.values()), ...moneyKept(accounts, calls)];
  const known = new Set([...accounts.values()].map(({ stream }) => stream));
  for (const stream of streams.keys()) if (!known.has(stream)) violations.push(`${stream}: nobody wrote to it.`);
  for await (const violation of loadsAsFolded(site, accounts)) violations.push(violation);
  return violations;
}

export const violationsOf = (accounts: Iterable<AccountHistory>, applying = rules): string[] =>
  [...accounts].flatMap((account) => applying.flatMap((rule) => [...rule(account)]));

export function historiesOf(
  calls: readonly Call[],
  streams: ReadonlyMap<string, readonly StoredCommit[]>,
  streamOf = (account: number) => `${bankName(account)}:${account}`,
): Map<number, AccountHistory> {
  const starts = new Map(calls.map(({ call, start }) => [call, start]));
  const byAccount = new Map<number, Call[]>();
  for (const call of calls.flatMap(partsOf)) {
    const ofAccount = byAccount.get(call.account);
    if (ofAccount) ofAccount.push(call);
    else byAccount.set(call.account, [call]);
  }
  return new Map(
    [...byAccount].map(([account, ofAccount]) => {
      const stream = streamOf(account);
      return [account, new AccountHistory(stream, streams.get(stream) ?? [], ofAccount, starts)];
    }),
  );
}
