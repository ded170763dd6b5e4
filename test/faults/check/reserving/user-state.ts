import type { Action } from '../../plan/action.js';
import { emailOf, type RefusalReason } from '../../user/user.js';
import type { StoredCommit, StoredRecord } from '../stored-commit.js';

/** What a user is at a version, by the stored records and without the framework. */
export interface UserState {
  readonly version: number;
  readonly email: string | undefined;
}

export const nobody: UserState = { version: 0, email: undefined };

export const after = (state: UserState, { records }: StoredCommit): UserState =>
  records.reduce((before, { version, record }) => ({ version, email: emailAfter(before, record) }), state);

const emailAfter = ({ email }: UserState, { t, d }: StoredRecord): string | undefined =>
  t === 'closed' ? undefined : typeof d.email === 'string' ? d.email : email;

export type UserDecision = { readonly reason: RefusalReason } | { readonly events: readonly object[] };

/** What the handler has to make of an action. */
export function decide(action: Action, step: number, { email: has }: UserState): UserDecision {
  if (action.kind === 'register') {
    return has === undefined ? { events: [{ step, email: emailOf(action.email) }] } : { reason: 'registered' };
  }
  if (has === undefined) return { reason: 'not-registered' };
  if (action.kind !== 'change') return { events: [{ step }] };
  const email = emailOf(action.email);
  return { events: email === has ? [] : [{ step, email }] };
}
