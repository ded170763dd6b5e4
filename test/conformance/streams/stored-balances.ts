import { CreateTableCommand, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { EventHandler, Projection, type ProjectionContext } from '@eventsource/core';
import type { DynamoDbTransaction } from '@eventsource/lambda';
import { Deposited, Withdrawn } from '../../core/accounts/account.js';

const TABLE = 'balances';

/** A read model in a table beside that of the positions: what an account holds, and how many events say so. */
@Projection('balances')
export class StoredBalances {
  @EventHandler()
  protected deposited({ amount }: Deposited, context: ProjectionContext<DynamoDbTransaction>) {
    this.#add(amount, context);
  }

  @EventHandler()
  protected withdrawn({ amount }: Withdrawn, context: ProjectionContext<DynamoDbTransaction>) {
    this.#add(-amount, context);
  }

  #add(amount: number, { aggregateId, transaction }: ProjectionContext<DynamoDbTransaction>): void {
    transaction.update({
      TableName: TABLE,
      Key: { account: { S: aggregateId } },
      UpdateExpression: 'ADD balance :amount, events :one',
      ExpressionAttributeValues: { ':amount': { N: String(amount) }, ':one': { N: '1' } },
    });
  }
}

export const createBalances = (client: DynamoDBClient) =>
  client.send(
    new CreateTableCommand({
      TableName: TABLE,
      AttributeDefinitions: [{ AttributeName: 'account', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'account', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );

/** `balance in n events`, by account. */
export async function storedBalances(client: DynamoDBClient): Promise<Record<string, string>> {
  const balances: Record<string, string> = {};
  for await (const { Items = [] } of paginateScan({ client }, { TableName: TABLE, ConsistentRead: true })) {
    for (const { account, balance, events } of Items)
      balances[account?.S ?? ''] = `${balance?.N} in ${events?.N} events`;
  }
  return balances;
}
