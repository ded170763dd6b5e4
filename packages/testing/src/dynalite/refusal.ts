import type { Refusal } from 'dynalite/db/index.js';

/** An error as DynamoDB answers with it. */
export const refusal = (name: string, message: string, more: object = {}): Refusal =>
  Object.assign(new Error(message), {
    statusCode: 400,
    body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, ...more },
  });

/** Whether it is an answer, and not a mistake in dynalite or here. */
export const isRefusal = (error: unknown): error is Refusal =>
  error instanceof Error && 'statusCode' in error && 'body' in error;

export const isConditionFailed = (refused: Refusal): boolean => isNamed(refused, 'ConditionalCheckFailedException');

/** What the input, or the item as it would become, is refused for. */
export const isInvalid = (refused: Refusal): boolean => isNamed(refused, 'ValidationException');

const isNamed = ({ body }: Refusal, name: string): boolean => body.__type.endsWith(`#${name}`);
