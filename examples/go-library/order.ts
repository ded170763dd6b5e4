import { Aggregate, Command, type CommandContext, CommandHandler, EventHandler } from '@eventsource/core';
import { OrderCancelled, OrderPlaced, OrderRenamed, OrderShipped, Ticked } from './events.js';

@Command('id')
export class ShipOrder {
  constructor(
    readonly id: string,
    readonly carrier: string,
  ) {}
}

@Command('id')
export class CancelOrder {
  constructor(
    readonly id: string,
    readonly reason: string,
  ) {}
}

@Aggregate('order')
export class Order {
  customer = '';
  title = '';
  pieces = 0;
  cancelledAt: Date | undefined;
  state: 'new' | 'placed' | 'shipped' | 'cancelled' = 'new';

  @CommandHandler()
  ship({ carrier }: ShipOrder, context: CommandContext) {
    return new OrderShipped(context, carrier);
  }

  @CommandHandler()
  cancel({ reason }: CancelOrder, context: CommandContext) {
    return new OrderCancelled(context, reason);
  }

  @EventHandler()
  protected placed({ customer, lines }: OrderPlaced) {
    this.customer = customer;
    this.pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    this.state = 'placed';
  }

  @EventHandler()
  protected shipped(_: OrderShipped) {
    this.state = 'shipped';
  }

  @EventHandler()
  protected renamed({ title }: OrderRenamed) {
    this.title = title;
  }

  @EventHandler()
  protected cancelled({ at }: OrderCancelled) {
    this.state = 'cancelled';
    this.cancelledAt = at;
  }

  @EventHandler()
  protected ticked(_: Ticked) {}
}
