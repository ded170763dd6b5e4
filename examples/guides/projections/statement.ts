import { EventHandler, Projection, type ProjectionContext, token } from '@eventsource/core';
import { Deposited, Withdrawn } from './account.js';

/** A table in some other database. */
export interface Lines {
  put(key: { account: string; version: number }, line: string): Promise<void>;
}

export const LINES = token<Lines>('lines');

@Projection('statement', { version: 2, inject: [LINES] })
export class Statement {
  constructor(private readonly lines: Lines) {}

  @EventHandler(Deposited, Withdrawn)
  protected async moved(event: Deposited | Withdrawn, { aggregateId: account, version, time }: ProjectionContext) {
    const sign = event instanceof Deposited ? '+' : '-';
    await this.lines.put({ account, version }, `${time?.toISOString().slice(0, 10)} ${sign}${event.amount}`);
  }
}
