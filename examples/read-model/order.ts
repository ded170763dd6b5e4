import { Aggregate, CommandHandler, EventHandler } from '@eventsource/core';
import { CreateOrder, ShipOrder } from './commands.js';
import { OrderAlreadyExists, OrderNotShippable } from './errors.js';
import { OrderCreated, OrderShipped } from './events.js';

@Aggregate('order')
export class Order {
  private state: 'new' | 'created' | 'shipped' = 'new';

  @CommandHandler()
  create({ customer }: CreateOrder) {
    if (this.state !== 'new') throw new OrderAlreadyExists();
    return new OrderCreated(customer);
  }

  @CommandHandler()
  ship({ carrier }: ShipOrder) {
    if (this.state !== 'created') throw new OrderNotShippable(this.state);
    return new OrderShipped(carrier);
  }

  @EventHandler()
  protected created(_: OrderCreated) {
    this.state = 'created';
  }

  @EventHandler()
  protected shipped(_: OrderShipped) {
    this.state = 'shipped';
  }
}
