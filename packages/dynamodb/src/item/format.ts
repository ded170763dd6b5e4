/**
 * The names in the table: one item per commit, several for one that is larger than an item, and one `_<version>` attribute
 * per record. They are short because every byte
 * of a name is stored, and counted, in every item.
 *
 * Names of up to two characters and names that begin with an underscore belong to this format. Any longer name belongs to
 * others (the Go library's `revision`, a tool's mark) and is ignored.
 */
export const KEY = 'key';
/** The version of the item's first record; of the Go library, that version divided by a number of its own. */
export const PARTITION = 'partition';
export const COMMIT_ID = 'c';
export const SNAPSHOT = 's';
export const SNAPSHOT_FINGERPRINT = 'sv';
/** The commit's first and last version, on every item of a commit of several items and on no other. */
export const FIRST = 'f';
export const LAST = 'l';

const RECORD = /^_([1-9]\d{0,15})$/;

export const recordName = (version: number): string => `_${version}`;

/** The version that an attribute's name stands for, or `undefined` when it names no record. */
export const versionOf = (name: string): number | undefined => {
  const digits = RECORD.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
};

export const isForeign = (name: string): boolean => name.length > 2 && !name.startsWith('_');
