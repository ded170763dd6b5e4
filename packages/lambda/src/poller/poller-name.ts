import { createHash } from 'node:crypto';

/** In bytes. A key of DynamoDB holds 2,048, and the shard takes some hundred of them. */
const LONGEST = 512;

/** The name of pollers that drive these consumers, in whatever order; those of others have another one. */
export function pollerName(consumers: readonly string[]): string {
  const escaped = consumers.map((consumer) => consumer.replace(/[%+]/g, encodeURIComponent));
  const name = escaped.sort().join('+');
  return Buffer.byteLength(name) <= LONGEST ? name : createHash('sha256').update(name).digest('base64url');
}
