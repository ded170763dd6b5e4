/** What a string of CloudEvents must not hold: control characters and noncharacters. */
const ILLEGAL = String.raw`\u{0}-\u{1f}\u{7f}-\u{9f}\p{Noncharacter_Code_Point}\p{Surrogate}`;
const illegal = new RegExp(`[${ILLEGAL}]`, 'gu');
const illegalOrPercent = new RegExp(`[${ILLEGAL}%]`, 'gu');

/** The text with what CloudEvents do not allow replaced. */
export const legalText = (text: string): string => text.replace(illegal, '\ufffd');

/** Likewise, percent-encoded, so that no two texts become one. */
export const legalId = (text: string): string =>
  text.replace(illegalOrPercent, (char) => (/\p{Surrogate}/u.test(char) ? '\ufffd' : encodeURIComponent(char)));
