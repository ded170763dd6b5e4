import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';
import { Transform, Type } from 'class-transformer';

// #region event
export class Money {
  constructor(
    readonly cents: number,
    readonly currency: string,
  ) {
    if (!Number.isInteger(cents)) throw new RangeError('There are only whole cents.');
  }
}

@Event('invoice-sent')
export class InvoiceSent {
  @Type(() => Date)
  readonly due: Date;

  @Type(() => Money)
  readonly amounts: readonly Money[];

  @Transform(({ value }) => String(value), { toPlainOnly: true })
  @Transform(({ value }) => BigInt(value), { toClassOnly: true })
  readonly serial: bigint;

  constructor(due: Date, amounts: readonly Money[], serial: bigint) {
    this.due = due;
    this.amounts = amounts;
    this.serial = serial;
  }
}
// #endregion

/** Holds whatever the test of a refusal puts into it. */
@Event('invoice-noted')
export class InvoiceNoted {
  constructor(readonly note: unknown) {}
}

@Command('invoice')
export class SendInvoice {
  constructor(
    readonly invoice: string,
    readonly sent: InvoiceSent,
  ) {}
}

@Aggregate('invoice')
export class Invoice {
  due: Date | undefined;

  @CommandHandler()
  send({ sent }: SendInvoice) {
    return sent;
  }

  @EventHandler()
  protected sent({ due }: InvoiceSent) {
    this.due = due;
  }

  @EventHandler()
  protected noted(_: InvoiceNoted) {}
}
