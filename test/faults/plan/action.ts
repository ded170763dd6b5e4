/** What a step does to its account. */
export type Action =
  | { readonly kind: 'open' }
  | { readonly kind: 'deposit'; readonly amounts: readonly number[] }
  | { readonly kind: 'withdraw'; readonly amount: number }
  /** Withdraws from the step's account and deposits in another, both or neither. */
  | { readonly kind: 'transfer'; readonly to: number; readonly amount: number }
  | { readonly kind: 'audit' }
  | { readonly kind: 'read' };

export const isCommand = ({ kind }: Action): boolean => kind !== 'read';
