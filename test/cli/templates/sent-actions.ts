import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { importsOf } from '../../architecture/imports.js';
import { read, sources } from '../../architecture/tree.js';

/** What IAM calls the parts of a transaction. The transaction itself needs no permission. */
export const PARTS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/**
 * What packages that are shipped to run somewhere can send to DynamoDB: the commands they make, the parts of transactions.
 * What consumers of `lambda` send is recorded by test/conformance/consumer-permissions.
 */
export function actionsInSources(): ReadonlySet<string> {
  const shipped = sources.filter((path) => !/^packages\/(testing|lambda)\//.test(path)).map(read);
  const commands = shipped
    .flatMap((text) => importsOf(text))
    .filter(({ from }) => from === '@aws-sdk/client-dynamodb')
    .flatMap(({ names }) => names.flatMap((name) => /^(?!Transact)(\w+)Command$/.exec(name)?.[1] ?? []));
  const parts = shipped.flatMap((text) =>
    [...text.matchAll(/\bsatisfies (Put|Update|Delete|ConditionCheck)\b/g)].flatMap(
      ([, part = '']) => PARTS[part] ?? [],
    ),
  );
  return new Set([...commands, ...parts].map((name) => `dynamodb:${name}`));
}

/** Records what a client is asked to send, as `action table`. */
export function recordActions(client: DynamoDBClient): string[] {
  const recorded: string[] = [];
  client.middlewareStack.add(
    (next, context) => (args) => {
      recorded.push(...actionsOf((context.commandName ?? '').replace(/Command$/, ''), args.input));
      return next(args);
    },
    { step: 'initialize' },
  );
  return recorded;
}

interface Input {
  readonly TableName?: string;
  readonly ResourceArn?: string;
  readonly TransactItems?: readonly Readonly<Record<string, { readonly TableName: string } | undefined>>[];
}

function actionsOf(command: string, input: object): string[] {
  const { TableName, ResourceArn, TransactItems }: Input = input;
  if (!TransactItems) return [`dynamodb:${command} ${TableName ?? ResourceArn?.split('/').at(-1)}`];
  return TransactItems.flatMap((item) =>
    Object.entries(item).map(([part, write]) => `dynamodb:${PARTS[part]} ${write?.TableName}`),
  );
}
