import type { Server } from 'node:http';
import dynalite, { type DynaliteOptions } from 'dynalite';
import db, { type Store } from 'dynalite/db/index.js';

/** A dynalite that does not listen yet, with the tables behind it. */
export interface OpenDynalite {
  readonly server: Server;
  readonly store: Store;
}

/**
 * dynalite tells nobody of its store. But it makes it while it is made itself, all at once.
 *
 * @throws {TypeError} when another version of dynalite does that in another way.
 */
export function openDynalite(options: DynaliteOptions): OpenDynalite {
  const { create } = db;
  let store: Store | undefined;
  db.create = (options) => {
    store = create(options);
    return store;
  };
  try {
    const server = dynalite(options);
    if (store) return { server, store };
    throw new TypeError('Transactions need dynalite 4.0. Install that, or start with { transactions: false }.');
  } finally {
    db.create = create;
  }
}
