import type { Answer, Call } from '../worker/call.js';
import type { AccountHistory } from './account-history.js';
import { callOf } from './stored-commit.js';

/** What a call is to each of its accounts: of a transfer, a withdrawal from one and a deposit in the other. */
export function partsOf(call: Call): readonly Call[] {
  const { action, account } = call;
  if (action.kind !== 'transfer') return [call];
  const { to, amount } = action;
  return [
    { ...partOf(call, account), action: { kind: 'withdraw', amount } },
    { ...partOf(call, to), action: { kind: 'deposit', amounts: [amount] } },
  ];
}

const partOf = ({ answer, ...call }: Call, account: number): Call => ({
  ...call,
  account,
  ...(answer && { answer: answerFor(account, answer) }),
});

/** What an answer says about one of the accounts; where it speaks about the other only, nothing is stored here either. */
function answerFor(account: number, answer: Answer): Answer {
  if (answer.kind === 'transferred') {
    const { version = 0, events = [] } = answer.parts.find((part) => part.account === account) ?? {};
    return events.length > 0 ? { kind: 'stored', version, events } : { kind: 'forgotten', version };
  }
  return 'account' in answer && answer.account !== account ? { kind: 'failed', error: answer.kind } : answer;
}

/** Every transfer is stored in both of its accounts or in neither; all money was brought by a deposit. */
export function* moneyKept(
  accounts: ReadonlyMap<number, AccountHistory>,
  calls: readonly Call[],
): Generator<string, void, undefined> {
  for (const call of calls) {
    if (call.action.kind !== 'transfer') continue;
    const [from, to] = [call.account, call.action.to].map((account) => accounts.get(account)?.writtenBy(call));
    if (!from !== !to) yield `Transfer ${call.call} is stored in account ${from ? call.account : call.action.to} only.`;
  }
  const [total, brought] = [balanceOf(accounts.values()), broughtBy(accounts.values(), calls)];
  if (total !== brought) yield `The accounts hold ${total}; deposits and withdrawals alone make ${brought}.`;
}

const balanceOf = (accounts: Iterable<AccountHistory>): number =>
  [...accounts].reduce((sum, { states }) => sum + (states.at(-1)?.balance ?? 0), 0);

/** What deposits and withdrawals brought in that were no part of a transfer. */
function broughtBy(accounts: Iterable<AccountHistory>, calls: readonly Call[]): number {
  const transfers = new Set(calls.filter(({ action }) => action.kind === 'transfer').map(({ call }) => call));
  const records = [...accounts]
    .flatMap(({ commits }) => commits)
    .filter((commit) => !transfers.has(callOf(commit)))
    .flatMap((commit) => commit.records);
  return records.reduce((sum, { record: { d } }) => sum + Number(d.amount ?? 0) - Number(d.withdrawn ?? 0), 0);
}
