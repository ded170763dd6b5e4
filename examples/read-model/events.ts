import { Event } from '@eventsource/core';

@Event('order-created')
export class OrderCreated {
  constructor(readonly customer: string) {}
}

@Event('order-shipped')
export class OrderShipped {
  constructor(readonly carrier: string) {}
}
