import { Aggregate, Command, type CommandContext, CommandHandler, Event, EventHandler, token } from '@eventsource/core';
import { Type } from 'class-transformer';

/** For how many days a book is lent. */
export const LOAN_DAYS = token<number>('loan-days');

@Event('lent')
export class Lent {
  @Type(() => Date)
  readonly due: Date;

  constructor(
    readonly reader: string,
    due: Date,
  ) {
    if (reader === '') throw new RangeError('Nobody cannot lend a book.');
    this.due = due;
  }
}

@Event('returned')
export class Returned {}

@Event('fined')
export class Fined {
  constructor(
    readonly reader: string,
    readonly cents: number,
  ) {}
}

/** The same fields as a fine. */
@Event('praised')
export class Praised {
  constructor(
    readonly reader: string,
    readonly cents: number,
  ) {}
}

@Event('reserved')
export class Reserved {
  constructor(
    readonly reader: string,
    readonly note?: string,
  ) {}
}

@Command('book')
export class Lend {
  constructor(
    readonly book: string,
    readonly reader: string,
  ) {}
}

@Command('book')
export class Return {
  constructor(readonly book: string) {}
}

@Command('book')
export class Reserve {
  constructor(
    readonly book: string,
    readonly reader: string,
  ) {}
}

export class AlreadyLent extends Error {
  override readonly name = 'AlreadyLent';

  constructor(readonly reader: string) {
    super(`The book is with ${reader}.`);
  }
}

const DAY = 24 * 60 * 60 * 1000;

@Aggregate('book', { snapshot: { every: 2 } })
export class Book {
  private loan: { reader: string; due: number } | undefined = undefined;
  private reservations: string[] = [];

  @CommandHandler({ inject: [LOAN_DAYS] })
  lend({ reader }: Lend, { time }: CommandContext, days: number) {
    if (this.loan) throw new AlreadyLent(this.loan.reader);
    return new Lent(reader, new Date(time.getTime() + days * DAY));
  }

  @CommandHandler()
  async return(_: Return, { time }: CommandContext) {
    if (!this.loan) return [];
    const { reader, due } = this.loan;
    return time.getTime() > due ? [new Returned(), new Fined(reader, 50)] : new Returned();
  }

  @CommandHandler()
  reserve({ reader }: Reserve, { metadata }: CommandContext) {
    if (this.reservations.includes(reader)) return undefined;
    return new Reserved(reader, metadata.note);
  }

  @EventHandler()
  protected lent({ reader, due }: Lent) {
    this.loan = { reader, due: due.getTime() };
  }

  @EventHandler()
  protected returned(_: Returned) {
    this.loan = undefined;
  }

  @EventHandler(Fined, Praised)
  protected noted() {}

  @EventHandler()
  protected reserved({ reader }: Reserved) {
    this.reservations = [...this.reservations, reader];
  }
}
