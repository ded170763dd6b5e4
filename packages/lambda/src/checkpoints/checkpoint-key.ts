import { createHash } from 'node:crypto';

/** What DynamoDB takes as a key, in bytes. */
const MAX_KEY_SIZE = 2048;

/**
 * The key of a consumer's checkpoint: `<consumer> <stream>`, with what would be ambiguous in the consumer's name escaped. A
 * stream may fill a key by itself; then its hash stands for it.
 */
export function checkpointKey(consumer: string, stream: string): string {
  const key = `${escaped(consumer)} ${stream}`;
  return Buffer.byteLength(key) <= MAX_KEY_SIZE ? key : `#${hash(stream)} ${escaped(consumer)}`;
}

const escaped = (consumer: string) => consumer.replace(/[% #]/g, encodeURIComponent);

const hash = (stream: string) => createHash('sha256').update(stream).digest('base64url');
