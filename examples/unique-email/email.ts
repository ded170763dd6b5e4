/** One form for all ways to write an address, since values are compared character by character. */
export const emailOf = (text: string): string => text.trim().normalize('NFC').toLowerCase();
