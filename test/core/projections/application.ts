import {
  type Checkpoints,
  Deliveries,
  Dispatcher,
  install,
  MemoryCheckpoints,
  MemoryStore,
  type MemoryTransaction,
  type Module,
  Projections,
  provide,
  type Store,
} from '@eventsource/core';
import { container } from 'tsyringe';
import { Account } from '../accounts/account.js';
import { Balances, ROWS, Rows } from './balances.js';

/** What outlives a process. */
export class Disks {
  constructor(
    readonly store: Store = new MemoryStore(),
    readonly checkpoints: Checkpoints<MemoryTransaction> = new MemoryCheckpoints(),
    readonly rows = new Rows(),
  ) {}
}

/** A process with accounts and their balances. */
export function application({ store, checkpoints, rows } = new Disks(), ...modules: readonly Module[]) {
  const app = container.createChildContainer();
  const projections = { projections: [Balances], checkpoints, services: [provide(ROWS, rows)] };
  install(app, { aggregates: [Account], store }, projections, ...modules);
  return {
    app,
    dispatcher: app.resolve(Dispatcher),
    projections: app.resolve(Projections),
    balances: app.resolve(Balances),
    delivery: app.resolve(Deliveries).to(app.resolve(Projections).consumer(Balances)),
  };
}
