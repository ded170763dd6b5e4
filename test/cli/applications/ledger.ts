import { appendFileSync } from 'node:fs';
import {
  EventHandler,
  install,
  MemoryStore,
  Projection,
  type ProjectionContext,
  ThrottledError,
} from '@eventsource/core';
import { DynamoDbCheckpoints } from '@eventsource/lambda';
import { container as root } from 'tsyringe';
import { Account, PaidIn } from '../../dynamodb/verify/account.js';

const { LEDGER = '', LIMIT = '1000', AWAY = '0', CHECKPOINTS = 'checkpoints', ENDPOINT = '' } = process.env;
let away = Number(AWAY);

/** Writes a line for each event; its database throttles as often as `AWAY` says, and it takes no more than `LIMIT`. */
class Book {
  @EventHandler()
  protected paid({ amount }: PaidIn, { stream, version }: ProjectionContext) {
    if (away-- > 0) throw new ThrottledError('the ledger');
    if (amount > Number(LIMIT)) throw new RangeError(`Nobody has ${amount}.`);
    appendFileSync(LEDGER, `${this.constructor.name} ${stream}@${version}\n`);
  }
}

@Projection('ledger', { version: 1 })
export class OldLedger extends Book {}

@Projection('ledger', { version: 2 })
export class NewLedger extends Book {}

@Projection('audit')
export class Audit extends Book {}

export const container = root.createChildContainer();
install(container, {
  aggregates: [Account],
  projections: [OldLedger, NewLedger, Audit],
  checkpoints: new DynamoDbCheckpoints({ table: CHECKPOINTS, endpoint: ENDPOINT, region: 'us-east-1' }),
  store: new MemoryStore(),
});
