import { Command } from '@eventsource/core';

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
