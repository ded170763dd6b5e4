import { Aggregate, Command, CommandHandler, type DeadLetter, Event, EventHandler } from '@eventsource/core';

@Event('order-created')
export class OrderCreated {
  constructor(readonly customer: string) {}
}

@Event('order-shipped')
export class OrderShipped {}

@Command('order')
export class CreateOrder {
  constructor(
    readonly order: string,
    readonly customer: string,
  ) {}
}

@Command('order')
export class ShipOrder {
  constructor(readonly order: string) {}
}

@Aggregate('order')
export class Order {
  @CommandHandler(CreateOrder)
  create({ customer }: CreateOrder) {
    return new OrderCreated(customer);
  }

  @CommandHandler(ShipOrder)
  ship() {
    return new OrderShipped();
  }

  @EventHandler(OrderCreated, OrderShipped)
  protected moved(_: OrderCreated | OrderShipped) {}
}

export const letters: DeadLetter[] = [];

/** In the place of a queue. */
export const deadLetters = { put: async (letter: DeadLetter) => void letters.push(letter) };
