import type { Reply } from './upstream.js';

const dynamoDb = 'com.amazonaws.dynamodb.v20120810#';
const coral = 'com.amazon.coral';

/** DynamoDB throttles under several names, depending on what ran out. */
export const throttlings: readonly [Reply, ...Reply[]] = [
  refusal(400, `${dynamoDb}ProvisionedThroughputExceededException`, 'The level of configured throughput was exceeded.'),
  refusal(400, `${coral}.availability#ThrottlingException`, 'Rate of requests exceeds the allowed throughput.'),
  refusal(400, `${dynamoDb}RequestLimitExceeded`, 'Throughput exceeds the current limit for your account.'),
];

export const serverError = refusal(500, `${dynamoDb}InternalServerError`, 'Internal server error.');

export const expiredToken = refusal(400, `${coral}.service#ExpiredTokenException`, 'The security token has expired.');

export const transactionConflict = refusal(
  400,
  `${dynamoDb}TransactionConflictException`,
  'Transaction is ongoing for the item',
);

/** Another try of the same transaction is still under way. */
export const inProgress = refusal(400, `${dynamoDb}TransactionInProgressException`, 'The transaction is in progress.');

/** A transaction of so many items, cancelled for the last of them. */
export function cancelled(code: string, items: number): Reply {
  const reasons = Array.from({ length: items }, (_, index) => ({ Code: index === items - 1 ? code : 'None' }));
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return refusal(400, `${dynamoDb}TransactionCanceledException`, message, { CancellationReasons: reasons });
}

function refusal(status: number, type: string, message: string, fields: object = {}): Reply {
  const body = Buffer.from(JSON.stringify({ __type: type, message, ...fields }));
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}
