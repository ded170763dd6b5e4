import { InvalidStreamError } from '@eventsource/core';
import { textSize } from './item-size.js';

/** What DynamoDB takes as a partition key, in bytes of UTF-8. */
const MAX_KEY_SIZE = 2048;

/**
 * @throws {InvalidStreamError} when DynamoDB would refuse the stream as a key, or store another: a lone surrogate has no
 * UTF-8, so that two such ids would share one stream.
 */
export function checkStream(stream: string): void {
  if (stream === '') throw new InvalidStreamError(stream, 'it is empty.');
  const size = textSize(stream);
  if (size > MAX_KEY_SIZE) throw new InvalidStreamError(stream, `it takes ${size} bytes of ${MAX_KEY_SIZE}.`);
  if (/\p{Surrogate}/u.test(stream)) throw new InvalidStreamError(stream, 'it holds half of a surrogate pair.');
}
