/** The names in the table: one item for each consumer and stream. They are short because they are stored in every item. */
export const KEY = 'key';
/** The version up to which the consumer has taken the stream. */
export const VERSION = 'v';
/** How often it has failed since; absent when it has not. */
export const TRIES = 'n';
/** The consumer that has given up on the stream, until it is settled: the key of the index of those, which holds nothing else. */
export const STOPPED = 'stopped';
/** Present when the consumer moves along the stream again, and it is not settled yet. */
export const RESUMED = 'resumed';
/** The stream in plain, as long as the index needs it. */
export const STREAM = 'stream';
export const STOPPED_INDEX = 'stopped';
/** When DynamoDB may delete the item, in seconds since 1970: that of a shard, some days after its last lease. */
export const EXPIRES = 'expires';
