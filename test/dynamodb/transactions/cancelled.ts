import { type Answer, refusal } from '../scripted-proxy.js';

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: object;
}

export const none = { Code: 'None' };
export const taken = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' };
export const inConflict = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
export const throttled = { Code: 'ThrottlingError', Message: 'Throughput exceeds the current capacity of your table' };
export const exceeded = {
  Code: 'ProvisionedThroughputExceeded',
  Message: 'The level of configured throughput was exceeded',
};
export const tooMuch = { Code: 'ItemCollectionSizeLimitExceeded', Message: 'Collection size exceeded.' };
export const invalid = { Code: 'ValidationError', Message: 'One or more parameter values were invalid' };
export const otherKey = { Code: 'ValidationError', Message: 'The provided key element does not match the schema' };

/** A transaction, cancelled for these reasons: one for each of its items. */
export const cancelled = (...reasons: readonly Reason[]): Answer =>
  refusal('TransactionCanceledException', 400, { CancellationReasons: reasons });
