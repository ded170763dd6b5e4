import type { DispatchOptions } from '@eventsource/core';
import { type Bank, bankName, plain, saving } from '../account/bank.js';
import type { Action } from '../plan/action.js';
import { answerOf } from './answer-of.js';
import type { Application } from './application.js';
import type { Answer, CallStart } from './call.js';
import type { Clerk } from './clerk.js';

const banks: Readonly<Record<ReturnType<typeof bankName>, Bank>> = { plain, saving };

type Transfer = Extract<Action, { kind: 'transfer' }>;

/** Makes calls, and puts what they came to into words. */
export class BankClerk implements Clerk {
  constructor(private readonly application: Application) {}

  async answer(call: CallStart, options: DispatchOptions): Promise<Answer> {
    try {
      if (call.action.kind === 'read') return await this.#read(call, options);
      if (call.action.kind === 'transfer') return await this.#transfer(call, call.action, options);
      return await this.#dispatch(call, options);
    } catch (error) {
      return answerOf(error);
    }
  }

  async #read({ account }: CallStart, { signal, timeout }: DispatchOptions): Promise<Answer> {
    const options = { ...(signal && { signal }), ...(timeout !== undefined && { timeout }) };
    const { Account } = banks[bankName(account)];
    const { aggregate, version } = await this.application.repository.load(Account, String(account), options);
    return { kind: 'read', seen: aggregate.seen(version) };
  }

  async #transfer(call: CallStart, transfer: Transfer, options: DispatchOptions): Promise<Answer> {
    const committed = await this.application.dispatcher.dispatchAll(transferOf(call, transfer), options);
    const parts = committed.map(({ aggregateId, version, events }) => ({
      account: Number(aggregateId),
      version,
      events,
    }));
    return { kind: 'transferred', parts };
  }

  async #dispatch(call: CallStart, options: DispatchOptions): Promise<Answer> {
    const { version, events } = await this.application.dispatcher.dispatch(commandOf(call), options);
    return events.length > 0 ? { kind: 'stored', version, events } : { kind: 'nothing', version };
  }
}

function transferOf({ account, command }: CallStart, { to, amount }: Transfer): [withdrawal: object, deposit: object] {
  const [{ Withdraw }, { Deposit }] = [banks[bankName(account)], banks[bankName(to)]];
  return [new Withdraw(String(account), command, amount), new Deposit(String(to), command, [amount])];
}

function commandOf({ account, command, action }: CallStart): object {
  const { Open, Deposit, Withdraw, Audit } = banks[bankName(account)];
  const id = String(account);
  switch (action.kind) {
    case 'open':
      return new Open(id, command);
    case 'deposit':
      return new Deposit(id, command, action.amounts);
    case 'withdraw':
      return new Withdraw(id, command, action.amount);
    default:
      return new Audit(id);
  }
}
