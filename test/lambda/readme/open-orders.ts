import { EventHandler, Projection, type ProjectionContext } from '@eventsource/core';
import type { DynamoDbTransaction } from '@eventsource/lambda';
import { OrderCreated, OrderShipped } from './order.js';

const TableName = 'open-orders';

@Projection('open-orders')
export class OpenOrders {
  @EventHandler(OrderCreated)
  protected created({ customer }: OrderCreated, { aggregateId, transaction }: ProjectionContext<DynamoDbTransaction>) {
    transaction.put({ TableName, Item: { order: { S: aggregateId }, customer: { S: customer } } });
  }

  @EventHandler(OrderShipped)
  protected shipped(_: OrderShipped, { aggregateId, transaction }: ProjectionContext<DynamoDbTransaction>) {
    transaction.delete({ TableName, Key: { order: { S: aggregateId } } });
  }
}
