import { createHash } from 'node:crypto';

/** What DynamoDB takes as a sort key, in bytes: these keys are that of the index of stopped streams. */
const MAX_KEY_SIZE = 1024;

/**
 * The key of a consumer's checkpoint: `<consumer> <stream>`, with what would be ambiguous in the consumer's name escaped. A
 * stream may be longer than a key; then its hash stands for it.
 */
export function checkpointKey(consumer: string, stream: string): string {
  const key = `${keyPrefix(consumer)}${stream}`;
  return Buffer.byteLength(key) <= MAX_KEY_SIZE ? key : `#${hash(stream)}${hashedKeySuffix(consumer)}`;
}

/** How the keys of a consumer begin, but for those that hold a hash. */
export const keyPrefix = (consumer: string): string => `${escaped(consumer)} `;

/** How the keys of a consumer end that hold a hash. */
export const hashedKeySuffix = (consumer: string): string => ` ${escaped(consumer)}`;

/** Whether this is the key of one of the consumer's checkpoints, of whatever stream. */
export const isKeyOf = (consumer: string, key: string): boolean =>
  key.startsWith(keyPrefix(consumer)) || (HASHED.test(key) && key.slice(HASHED_SIZE) === hashedKeySuffix(consumer));

const escaped = (consumer: string) => consumer.replace(/[% #]/g, encodeURIComponent);

const hash = (stream: string) => createHash('sha256').update(stream).digest('base64url');

const HASHED = /^#[\w-]{43} /;
const HASHED_SIZE = 44;
