import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';

@Event('item-added')
export class ItemAdded {
  constructor(readonly sku: string) {}
}

@Command('cart')
export class AddItem {
  constructor(
    readonly cart: string,
    readonly sku: string,
  ) {}
}

@Command('cart')
export class EmptyCart {
  constructor(readonly cart: string) {}
}

@Aggregate('cart', { snapshot: { every: 20 } })
export class Cart {
  items = 0;

  @CommandHandler()
  add({ sku }: AddItem) {
    return new ItemAdded(sku);
  }

  @CommandHandler()
  empty(_: EmptyCart) {
    throw new RangeError('Not while there is a sale.');
  }

  @EventHandler()
  protected added(_: ItemAdded) {
    this.items++;
  }
}
