import { Aggregate, CommandHandler, EventHandler } from '@eventsource/core';
import { AddItem, ItemAdded } from './cart.js';

/** The cart of the next deployment: with more state, and so with another fingerprint. */
@Aggregate('cart', { snapshot: { every: 20 } })
export class NextCart {
  items = 0;
  last = '';

  @CommandHandler()
  add({ sku }: AddItem) {
    return new ItemAdded(sku);
  }

  @EventHandler()
  protected added({ sku }: ItemAdded) {
    this.items++;
    this.last = sku;
  }
}
