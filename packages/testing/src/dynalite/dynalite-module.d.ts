/** dynalite 4 ships no types: this is the part of it that we use. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    /** How long a new table stays in the state CREATING, in milliseconds. */
    readonly createTableMs?: number;
    /** How long a deleted table stays in the state DELETING, in milliseconds. */
    readonly deleteTableMs?: number;
  }

  /** A server that does not listen yet and keeps its tables in memory. */
  function dynalite(options?: DynaliteOptions): Server;
  export = dynalite;
}
