/** What both libraries store: an amount, and a memo that makes a record about 220 bytes. */
export interface Posting {
  readonly amount: number;
  readonly memo: string;
}

const MEMO_LENGTH = 145;

/** Memos differ, as they do in life. */
export const posting = (number: number): Posting => ({
  amount: 1,
  memo: `posting number ${number} `.padEnd(MEMO_LENGTH, 'abcdefghijklmnopqrstuvwxyz'),
});
