import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';

@Event('order-created')
export class OrderCreated {
  constructor(readonly customer: string) {}
}

@Event('order-shipped')
export class OrderShipped {
  constructor(readonly carrier: string) {}
}

@Command('orderId')
export class CreateOrder {
  constructor(
    readonly orderId: string,
    readonly customer: string,
  ) {}
}

@Command('orderId')
export class ShipOrder {
  constructor(
    readonly orderId: string,
    readonly carrier: string,
  ) {}
}

@Aggregate('order')
export class Order {
  private state: 'new' | 'created' | 'shipped' = 'new';

  @CommandHandler()
  create({ customer }: CreateOrder) {
    if (this.state !== 'new') throw new Error('There is such an order already.');
    return new OrderCreated(customer);
  }

  @CommandHandler()
  ship({ carrier }: ShipOrder) {
    if (this.state !== 'created') throw new Error('There is no such order to ship.');
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
