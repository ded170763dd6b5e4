/** The names in the item of a shard, beside checkpoints in their table. */
export const OWNER = 'owner';
/** When another poller may take the shard: milliseconds since 1970. */
export const LEASED_UNTIL = 'until';
export const FENCE = 'fence';
export const SEQUENCE_NUMBER = 'seq';
/** Present when the shard is read to its end. */
export const DONE = 'done';

/** No consumer's checkpoint has such a key: in those, `#` is followed by a hash of 43 characters. */
export const leaseKey = (shard: string): string => `${PREFIX}${shard}`;

export const shardIn = (key: string): string => key.slice(PREFIX.length);

const PREFIX = '#shard ';
