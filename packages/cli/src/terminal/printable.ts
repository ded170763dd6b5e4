/** Control characters, and those that turn the direction of writing. */
const HARMFUL = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line of text from a table, of which nothing moves the cursor or changes the terminal: `\u{1b}` stands for Escape. */
export const printable = (text: string): string =>
  text.replace(HARMFUL, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

/** The same for text of several lines. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');
