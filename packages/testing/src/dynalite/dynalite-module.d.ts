/** dynalite 4.0 ships no types: this is the part of it that we use. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  namespace dynalite {
    interface DynaliteOptions {
      /** How long a new table stays in the state CREATING, in milliseconds. */
      readonly createTableMs?: number;
      /** How long a deleted table stays in the state DELETING, in milliseconds. */
      readonly deleteTableMs?: number;
    }
  }

  /** A server that does not listen yet and keeps its tables in memory. */
  function dynalite(options?: dynalite.DynaliteOptions): Server;
  export = dynalite;
}

/** The tables behind a dynalite, and how it reads keys, sizes and conditions. */
declare module 'dynalite/db/index.js' {
  const db: db.Engine;

  namespace db {
    /** As in a request: `{ id: { S: 'a' } }`. */
    type Item = Record<string, object>;
    type Callback<Result = unknown> = (error?: unknown, result?: Result) => void;
    /** Work on a locked item. The callback that `release` gives unlocks it, then calls the one that it was given. */
    type Locked = (release: (callback: Callback) => Callback) => void;
    /** Carries out a request that is valid. */
    type Action = (store: Store, input: object, callback: Callback<Answer>) => void;

    interface Answer {
      readonly ConsumedCapacity?: { readonly CapacityUnits: number };
    }

    interface Rows {
      get(key: string, callback: Callback<Item>): void;
      put(key: string, item: Item, callback: Callback): void;
      del(key: string, callback: Callback): void;
    }

    interface ItemRows extends Rows {
      lock(key: string, work: Locked): void;
    }

    interface Table {
      readonly TableName: string;
    }

    interface Store {
      readonly options: object;
      getTable(name: string, callback: Callback<Table>): void;
      getItemDb(table: string): ItemRows;
      getIndexDb(indexType: string, table: string, index: string): Rows;
    }

    /** What it answers when it refuses something. */
    interface Refusal extends Error {
      readonly statusCode: number;
      readonly body: { readonly __type: string; readonly message?: string };
    }

    interface Engine {
      create: (options: object) => Store;
      createKey(item: Item, table: Table): string;
      validateItem(item: Item, table: Table): Refusal | null | undefined;
      validateKey(key: Item, table: Table): Refusal | null | undefined;
      validateUpdates(legacy: undefined, updates: object | undefined, table: Table): Refusal | null | undefined;
      validationError(message: string): Refusal;
      itemSize(item: Item): number;
    }
  }

  export = db;
}

declare module 'dynalite/actions/*.js' {
  const action: import('dynalite/db/index.js').Action;
  export = action;
}

/** What it takes for a valid request. */
declare module 'dynalite/validations/index.js' {
  import type { Store } from 'dynalite/db/index.js';

  /** The input as the types describe it, without what they do not know. @throws a refusal */
  export function checkTypes<Input extends object>(input: object, types: object): Input;
  /** Parses the expressions in the input into `_condition` and `_updates`. @throws a refusal */
  export function checkValidations(input: object, types: object, custom: Custom | undefined, store: Store): void;
  /** What is wrong with the input, or nothing. */
  export type Custom = (input: object, store: Store) => string | undefined;
}

declare module 'dynalite/validations/*.js' {
  export const types: Readonly<Record<string, object>>;
  export const custom: import('dynalite/validations/index.js').Custom;
}
