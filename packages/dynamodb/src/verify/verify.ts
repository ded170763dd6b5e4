import { Verification } from './verification.js';
import type { VerifyOptions } from './verify-options.js';

/**
 * Reads a whole table, strongly consistent, and reports what is wrong with its streams: see {@link TableFindingKind}. Nothing is
 * written. It holds one page of 1 MB, one commit and the state of one aggregate at a time, however large the table and its
 * streams are.
 *
 * Commands may go on meanwhile: what looks like a gap is read again before it is reported. Events that are stored
 * behind the reading's current place are not seen. A read takes one unit per 4 KB, and the units are limited; a page
 * that DynamoDB throttles or does not answer is asked for again for about two minutes.
 *
 * Iterating throws what reading a table may throw, {@link ThrottledError} and {@link StoreUnavailableError} among it,
 * and the signal's reason. The verification's `checkpoint` stays valid then.
 *
 * @throws {CheckpointError} when the checkpoint is invalid, or from another table or segment.
 * @throws {RangeError} when an option is out of range.
 * @example
 * const verification = verify({ table: 'orders', repository: container.resolve(Repository) });
 * for await (const { kind, key, message } of verification) console.error(kind, key, message);
 * console.log(verification.totals);
 */
export const verify = (options: VerifyOptions): Verification => new Verification(options);
