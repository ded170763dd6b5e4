import { type CreateTableInput, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { EventHandler, Projection, type ProjectionContext, token } from '@eventsource/core';
import type { DynamoDbTransaction } from '@eventsource/lambda';
import { SubscriptionCancelled, SubscriptionExpired, SubscriptionStarted } from '../aggregate/events.js';

export const DYNAMODB = token<DynamoDBClient>('dynamodb');
const TableName = 'running-subscriptions';

// #region projection
type Context = ProjectionContext<DynamoDbTransaction>;

@Projection('running-subscriptions', { inject: [DYNAMODB] })
export class RunningSubscriptions {
  constructor(private readonly client: DynamoDBClient) {}

  /** The plan of a running subscription; undefined where none runs. */
  async planOf(id: string): Promise<string | undefined> {
    const { Item } = await this.client.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }));
    return Item?.plan?.S;
  }

  @EventHandler()
  protected started({ plan }: SubscriptionStarted, { aggregateId, transaction }: Context) {
    transaction.put({ TableName, Item: { id: { S: aggregateId }, plan: { S: plan } } });
  }

  @EventHandler(SubscriptionExpired, SubscriptionCancelled)
  protected ended(_: SubscriptionExpired | SubscriptionCancelled, { aggregateId, transaction }: Context) {
    transaction.delete({ TableName, Key: { id: { S: aggregateId } } });
  }
}
// #endregion

export const runningSubscriptionsTable: CreateTableInput = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};
