import 'reflect-metadata';
import { Aggregate, Command, CommandHandler, Event, EventHandler, install, MemoryStore } from '@eventsource/core';
import { container as root } from 'tsyringe';

@Event('item-added', { version: 2, upcast: { 1: (data) => data } })
export class ItemAdded {
  constructor(
    readonly item: string,
    readonly pieces: number,
  ) {}
}

@Command('cart')
export class AddItem {
  constructor(
    readonly cart: string,
    readonly item: string,
    readonly pieces: number,
  ) {}
}

@Aggregate('cart')
export class Cart {
  readonly pieces = new Map<string, number>();
  readonly kinds = new Set<string>();
  changed: Date | undefined;
  total = 0n;

  @CommandHandler()
  add({ item, pieces }: AddItem) {
    return new ItemAdded(item, pieces);
  }

  @EventHandler()
  protected added({ item, pieces }: ItemAdded) {
    this.pieces.set(item, (this.pieces.get(item) ?? 0) + pieces);
    this.kinds.add(item);
    this.changed = new Date(Date.UTC(2026, 0, this.kinds.size));
    this.total += BigInt(pieces);
  }
}

export const container = root.createChildContainer();
install(container, { aggregates: [Cart], store: new MemoryStore() });
