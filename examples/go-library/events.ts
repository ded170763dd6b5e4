import { type CommandContext, Event } from '@eventsource/core';
import { Expose, Transform, Type } from 'class-transformer';
import { Model } from './model.js';

export class Line {
  @Expose({ name: 'SKU' })
  readonly sku: string;

  @Expose({ name: 'Qty' })
  readonly quantity: number;

  constructor(sku: string, quantity: number) {
    this.sku = sku;
    this.quantity = quantity;
  }
}

@Event('OrderPlaced')
export class OrderPlaced extends Model {
  @Expose({ name: 'Customer' })
  readonly customer: string;

  @Expose({ name: 'Lines' })
  @Type(() => Line)
  readonly lines: readonly Line[];

  constructor(context: CommandContext, customer: string, lines: readonly Line[]) {
    super(context);
    this.customer = customer;
    this.lines = lines;
  }
}

@Event('OrderShipped')
export class OrderShipped extends Model {
  @Expose({ name: 'Carrier' })
  readonly carrier: string;

  constructor(context: CommandContext, carrier: string) {
    super(context);
    this.carrier = carrier;
  }
}

@Event('order.renamed.v2')
export class OrderRenamed extends Model {
  @Expose({ name: 'Title' })
  readonly title: string;

  constructor(context: CommandContext, title: string) {
    super(context);
    this.title = title;
  }
}

const toSeconds = (at: Date) => Math.floor(at.valueOf() / 1000);

/** Its Go struct has no Model, but names of its own and a Unix time: what stands in the JSON is what counts. */
@Event('OrderCancelled')
export class OrderCancelled {
  @Expose({ name: 'order_id' })
  readonly id: string;

  @Expose({ name: 'v' })
  readonly version: number;

  @Expose({ name: 'when' })
  @Transform(({ value }) => new Date(value * 1000), { toClassOnly: true })
  @Transform(({ value }) => toSeconds(value), { toPlainOnly: true })
  readonly at: Date;

  readonly reason: string;

  constructor({ aggregateId, version, time }: CommandContext, reason: string) {
    this.id = aggregateId;
    this.version = version + 1;
    this.at = time;
    this.reason = reason;
  }
}

@Event('Ticked')
export class Ticked extends Model {}
