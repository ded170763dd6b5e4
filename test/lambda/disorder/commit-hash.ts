import { createHash } from 'node:crypto';

/** Which shard a stream's items are in, as far as that matters: some number that only the stream decides. */
export const commitHash = (stream: string): number => createHash('md5').update(stream).digest().readUInt32LE();
