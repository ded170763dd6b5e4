import { Command, Event } from '@eventsource/core';
import { Type } from 'class-transformer';

@Event('order-created')
export class OrderCreated {
  constructor(readonly customer: string) {}
}

@Event('order-shipped')
export class OrderShipped {
  @Type(() => Date)
  readonly at: Date;

  constructor(
    readonly carrier: string,
    at: Date,
  ) {
    this.at = at;
  }
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
