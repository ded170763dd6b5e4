/** The attributes of an item of the Go library's table. */
export const KEY = 'key';
export const OWNER = 'owner';
export const EXPIRES = 'expires';

/**
 * The version of this package's format, in its own items only: an item without it is the Go library's, and stands for every
 * type and id that its key can be split into.
 */
export const FORMAT = 'v';
export const FORMAT_VERSION = '1';

/** Marks a reservation that was made before its commit was stored. */
export const TOKEN = 'by';
