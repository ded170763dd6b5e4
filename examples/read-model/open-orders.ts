import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventHandler, Projection, type ProjectionContext, token } from '@eventsource/core';
import { OrderCreated, OrderShipped } from './events.js';
import { BY_CUSTOMER, OPEN_ORDERS } from './tables.js';

export const DYNAMODB = token<DynamoDBClient>('dynamodb');

/**
 * The open orders of each customer, in a table of DynamoDB. Beside each order stands the version of the event that was written
 * last, and only a later one is written: so an event may come twice, and no transaction is needed, whose writes cost twice as
 * much.
 */
@Projection('open-orders', { inject: [DYNAMODB] })
export class OpenOrders {
  constructor(private readonly client: DynamoDBClient) {}

  /** @returns their ids, in order. On AWS an index is some milliseconds behind its table. */
  async of(customer: string): Promise<readonly string[]> {
    const orders: string[] = [];
    const query = {
      TableName: OPEN_ORDERS,
      IndexName: BY_CUSTOMER,
      KeyConditionExpression: 'customer = :customer',
      ExpressionAttributeValues: { ':customer': { S: customer } },
    };
    for await (const { Items = [] } of paginateQuery({ client: this.client }, query)) {
      orders.push(...Items.map(({ order }) => order?.S ?? ''));
    }
    return orders;
  }

  // #region write
  @EventHandler()
  protected created({ customer }: OrderCreated, context: ProjectionContext) {
    return this.#write('SET #version = :version, customer = :customer', context, { ':customer': { S: customer } });
  }

  /** Without a customer it leaves the index. The order itself stays, so that what comes late finds its version. */
  @EventHandler()
  protected shipped(_: OrderShipped, context: ProjectionContext) {
    return this.#write('SET #version = :version REMOVE customer', context);
  }

  async #write(UpdateExpression: string, { aggregateId, version }: ProjectionContext, values = {}): Promise<void> {
    const update = new UpdateItemCommand({
      TableName: OPEN_ORDERS,
      Key: { order: { S: aggregateId } },
      UpdateExpression,
      ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': { N: String(version) }, ...values },
    });
    await this.client.send(update).catch((error: unknown) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  }
  // #endregion
}
