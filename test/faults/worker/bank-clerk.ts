import {
  CommandIdReusedError,
  ConcurrencyError,
  type DispatchOptions,
  EventSourceError,
  OutcomeUnknownError,
  UnexpectedVersionError,
} from '@eventsource/core';
import { type Bank, bankName, plain, saving } from '../account/bank.js';
import { Rejected } from '../account/seen.js';
import type { Action } from '../plan/action.js';
import type { Application } from './application.js';
import type { Answer, CallStart } from './call.js';

const banks: Readonly<Record<ReturnType<typeof bankName>, Bank>> = { plain, saving };

type Transfer = Extract<Action, { kind: 'transfer' }>;

/** Makes calls, and puts what they came to into words. */
export class BankClerk {
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

function answerOf(error: unknown): Answer {
  if (error instanceof Rejected) {
    return { kind: 'rejected', reason: error.reason, seen: error.seen, account: Number(error.account) };
  }
  if (error instanceof OutcomeUnknownError) return { kind: 'unknown', id: error.id, cause: nameOf(error.cause) };
  if (error instanceof ConcurrencyError) return { kind: 'conflict', expectedVersion: error.expectedVersion };
  if (error instanceof UnexpectedVersionError) return { kind: 'unexpected-version', version: error.version };
  if (error instanceof CommandIdReusedError)
    return { kind: 'id-reused', version: error.version, account: accountOf(error.stream) };
  const isExpected = error instanceof EventSourceError && expected.has(error.name);
  return isExpected ? { kind: 'failed', error: error.name } : { kind: 'broken', error: nameOf(error) };
}

const accountOf = (stream: string): number => Number(stream.split(':').at(-1));

const nameOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** What a failing network may come to. All other errors would say that the framework, or its table, is damaged. */
const expected = new Set(['CommandAbortedError', 'CredentialsError', 'StoreUnavailableError', 'ThrottledError']);
