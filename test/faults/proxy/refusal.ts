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

function refusal(status: number, type: string, message: string): Reply {
  const body = Buffer.from(JSON.stringify({ __type: type, message }));
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}
