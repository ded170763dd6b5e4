import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';

@Event('stock-received')
export class StockReceived {
  constructor(readonly quantity: number) {}
}

@Event('stock-reserved')
export class StockReserved {
  constructor(readonly quantity: number) {}
}

@Command('article')
export class ReceiveStock {
  constructor(
    readonly article: string,
    readonly quantity: number,
  ) {}
}

@Command('article')
export class ReserveStock {
  constructor(
    readonly article: string,
    readonly quantity: number,
  ) {}
}

export class OutOfStock extends Error {
  override readonly name = 'OutOfStock';

  constructor(readonly left: number) {
    super(`There are only ${left} left.`);
  }
}

@Aggregate('stock', { snapshot: { every: 20 } })
export class Stock {
  private left = 0;

  @CommandHandler()
  receive({ quantity }: ReceiveStock) {
    return new StockReceived(quantity);
  }

  @CommandHandler()
  reserve({ quantity }: ReserveStock) {
    if (quantity > this.left) throw new OutOfStock(this.left);
    return new StockReserved(quantity);
  }

  @EventHandler()
  protected received({ quantity }: StockReceived) {
    this.left += quantity;
  }

  @EventHandler()
  protected reserved({ quantity }: StockReserved) {
    this.left -= quantity;
  }
}
