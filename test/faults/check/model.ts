import type { Reason, Seen } from '../account/seen.js';
import type { Action } from '../plan/action.js';
import type { StoredRecord } from './stored-commit.js';

/** The account once more, as plain functions on stored records: what the framework shows must agree with it. */
export const untouched: Seen = { version: 0, open: false, balance: 0, digest: 0 };

export function fold(state: Seen, version: number, { t, d }: Pick<StoredRecord, 't' | 'd'>): Seen {
  const amount = t === 'withdrawn' ? -Number(d.withdrawn) : t === 'deposited' ? Number(d.amount) : 0;
  return {
    version,
    open: state.open || t === 'opened',
    balance: state.balance + amount,
    digest: (Math.imul(state.digest, 31) + Math.imul(Number(d.step), 7) + amount) | 0,
  };
}

export type Decision = { readonly reason: Reason } | { readonly events: readonly object[] };

/** What the handler has to make of an action. */
export function decide(action: Action, step: number, { open, balance }: Seen): Decision {
  if (action.kind === 'open') return open ? { reason: 'already-open' } : { events: [{ step }] };
  if (!open) return { reason: 'not-open' };
  if (action.kind === 'deposit') return { events: action.amounts.map((amount) => ({ step, amount })) };
  if (action.kind !== 'withdraw') return { events: [] };
  return balance < action.amount ? { reason: 'insufficient-funds' } : { events: [{ step, withdrawn: action.amount }] };
}
