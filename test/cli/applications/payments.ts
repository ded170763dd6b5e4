import {
  EventHandler,
  install,
  MemoryCheckpoints,
  MemoryStore,
  Projection,
  type ProjectionContext,
} from '@eventsource/core';
import { container as root } from 'tsyringe';
import { Account, PaidIn } from '../../dynamodb/verify/account.js';
import { JournalCheckpoints, type JournalTransaction } from './journal-checkpoints.js';

class Payments {
  @EventHandler()
  protected paid({ amount }: PaidIn, { stream, version, transaction }: ProjectionContext<JournalTransaction>) {
    if (amount > 1000) throw new RangeError(`Nobody has ${amount}.`);
    transaction.note(stream, version, amount);
  }
}

@Projection('payments', { version: 3 })
export class NewPayments extends Payments {}

@Projection('totals')
export class VerifyTotals extends Payments {}

const checkpoints = new JournalCheckpoints(process.env.JOURNAL ?? '');
const installed = (kept: JournalCheckpoints | MemoryCheckpoints) => {
  const container = root.createChildContainer();
  install(container, {
    aggregates: [Account],
    projections: [NewPayments, VerifyTotals],
    checkpoints: kept,
    store: new MemoryStore(),
  });
  return container;
};

export const container = installed(checkpoints);
export const forgetful = installed(new MemoryCheckpoints());
export const bare = root.createChildContainer();
install(bare, { aggregates: [Account], store: new MemoryStore() });
