import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';

/** With its name, time and braces a record of 220 bytes. */
const FILLER = 'x'.repeat(136);

@Event('entered')
export class Entered {
  readonly text = FILLER;

  constructor(readonly amount: number) {}
}

@Command('ledger')
export class Enter {
  constructor(
    readonly ledger: string,
    readonly amounts: readonly number[] = [1],
  ) {}
}

@Command('ledger')
export class Refuse {
  constructor(readonly ledger: string) {}
}

/** The aggregate of the cost contract: a snapshot of about 1 KB every 20 events. */
@Aggregate('ledger', { snapshot: { every: 20 } })
export class Ledger {
  total = 0;
  readonly notes: string[] = Array.from({ length: 7 }, () => FILLER);

  @CommandHandler()
  enter({ amounts }: Enter) {
    return amounts.map((amount) => new Entered(amount));
  }

  @CommandHandler()
  refuse(_: Refuse) {
    throw new RangeError('Refused.');
  }

  @EventHandler()
  protected entered({ amount }: Entered) {
    this.total += amount;
  }
}
