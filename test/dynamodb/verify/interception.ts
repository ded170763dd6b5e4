import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { plainClient, type RawItem } from '../raw-items.js';

/** One request to read a page. */
export interface PageRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * A client that shows each request before it is sent, and lets a test change the items of the answer: what DynamoDB may
 * answer while somebody writes, or out of a table of many partitions, and an emulator never does.
 */
export function intercepting(
  endpoint: string,
  { before = () => {}, items = (page) => page }: Interception,
): DynamoDBClient {
  const client = plainClient(endpoint);
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = String(context.commandName).replace('Command', '');
      const request = { operation, input: { ...args.input } };
      before(request);
      const answer = await next(args);
      const { output } = answer;
      if ('Items' in output && output.Items) output.Items = items(output.Items, request);
      return answer;
    },
    { step: 'initialize' },
  );
  return client;
}

export interface Interception {
  readonly before?: (request: PageRequest) => void;
  readonly items?: (items: Record<string, AttributeValue>[], request: PageRequest) => RawItem[];
}
