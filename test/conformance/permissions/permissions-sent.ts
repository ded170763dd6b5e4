import { PARTS } from '../../cli/templates/sent-actions.js';

/** The parts of a request that say which permissions it takes. */
interface Body {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, { readonly TableName: string }>>[];
}

/** What IAM asks for, as `action resource`, in the words of the printed policies. */
export function permissionsSent(operation: string, json: string): string[] {
  const { TableName, IndexName, RequestItems, TransactItems }: Body = JSON.parse(json);
  if (operation === 'ListStreams') return ['dynamodb:ListStreams *'];
  if (STREAM.has(operation)) return [`dynamodb:${operation} stream of events`];
  if (RequestItems) return Object.keys(RequestItems).map((table) => `dynamodb:${operation} ${table}`);
  if (TransactItems) {
    return TransactItems.flatMap((item) =>
      Object.entries(item).map(([part, write]) => `dynamodb:${PARTS[part]} ${write.TableName}`),
    );
  }
  return [`dynamodb:${operation} ${IndexName === undefined ? TableName : `index of ${TableName}`}`];
}

const STREAM = new Set(['DescribeStream', 'GetRecords', 'GetShardIterator']);
