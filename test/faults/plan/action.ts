/** What a step does to its account. */
export type Action =
  | { readonly kind: 'open' }
  | { readonly kind: 'deposit'; readonly amounts: readonly number[] }
  | { readonly kind: 'withdraw'; readonly amount: number }
  /** Withdraws from the step's account and deposits in another, both or neither. */
  | { readonly kind: 'transfer'; readonly to: number; readonly amount: number }
  /** Of a user, who wants an e-mail address; only one user may have it. */
  | { readonly kind: 'register' | 'change'; readonly email: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'audit' }
  | { readonly kind: 'read' };

export const isCommand = ({ kind }: Action): boolean => kind !== 'read';

export const isOfUser = ({ kind }: Action): boolean => kind === 'register' || kind === 'change' || kind === 'close';
