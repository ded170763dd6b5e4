import { Aggregate, type CommandContext, CommandHandler, EventHandler } from '@eventsource/core';
import { CreateOrder, OrderCreated, OrderShipped, ShipOrder } from './messages.js';

/** Its handlers name their classes, as build tools that emit no decorator metadata need it. */
@Aggregate('order', { snapshot: { every: 20 } })
export class Order {
  private state: 'new' | 'created' | 'shipped' = 'new';
  shippedAt?: string;

  @CommandHandler(CreateOrder)
  create({ customer }: CreateOrder) {
    if (this.state !== 'new') throw new Error('The order exists already.');
    return new OrderCreated(customer);
  }

  // #region named
  @CommandHandler(ShipOrder)
  ship({ carrier }: ShipOrder, { time }: CommandContext) {
    if (this.state !== 'created') throw new Error(`An order that is ${this.state} cannot be shipped.`);
    return new OrderShipped(carrier, time);
  }
  // #endregion

  @EventHandler(OrderCreated)
  protected created(_: OrderCreated) {
    this.state = 'created';
  }

  @EventHandler(OrderShipped)
  protected shipped({ at }: OrderShipped) {
    this.state = 'shipped';
    this.shippedAt = at.toISOString();
  }
}
