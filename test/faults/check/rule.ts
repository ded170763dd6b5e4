import type { AccountHistory } from './account-history.js';

/** Something that must be true of every account; yields, in words, where it is not. */
export type Rule = (account: AccountHistory) => Iterable<string>;

/** Within how many commits a caller's id is executed at most once. */
export const ID_WINDOW = 100;
