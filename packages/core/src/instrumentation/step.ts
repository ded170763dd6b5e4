import type { EventMetadata } from '../decorators/context.js';

/** Whose stream it is. */
export interface StreamFacts {
  /** The aggregate's name. */
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly stream: string;
}

/** A command, without its payload. */
export interface CommandFacts extends StreamFacts {
  /** The method that it is for, `order.ship`; `order.save` for an import. */
  readonly handler: string;
  readonly tenant: string | undefined;
  /** As dispatched. */
  readonly metadata: EventMetadata;
}

/** A commit, without its events. */
export interface CommitFacts extends StreamFacts {
  /** The version of its last event. */
  readonly version: number;
  readonly events: number;
  /** Bytes of the snapshot that it carries; undefined without one. */
  readonly snapshotSize: number | undefined;
}

/** The result of a command, without its events. */
export interface ResultFacts {
  readonly stream: string;
  /** The version of the aggregate after it. */
  readonly version: number;
  /** How many it has stored. */
  readonly events: number;
}

/** Executes commands that are stored together, or an import, from their queues to their observers. */
export interface DispatchStep {
  readonly kind: 'dispatch';
  readonly commands: readonly CommandFacts[];
}

/** Brings an aggregate into memory. */
export interface LoadStep extends StreamFacts {
  readonly kind: 'load';
}

/** Brings an aggregate that is in memory up to date. */
export interface RefreshStep extends StreamFacts {
  readonly kind: 'refresh';
  /** Of the aggregate before. */
  readonly version: number;
}

/** Looks whether a commit whose answer was lost is in its slot. */
export interface ReadStep extends StreamFacts {
  readonly kind: 'read';
  /** Of the slot. */
  readonly version: number;
}

/** Lets a command handler decide. */
export interface DecideStep extends StreamFacts {
  readonly kind: 'decide';
  readonly handler: string;
  /** Of the state that it decides on. */
  readonly version: number;
  /** Whether an earlier command left that state in memory, and nothing was read for this one. */
  readonly cached: boolean;
}

/** Stores commits, all or none. */
export interface AppendStep {
  readonly kind: 'append';
  readonly commits: readonly CommitFacts[];
}

/** A step in the execution of a command. A dispatch contains all others; a load may also be a read by itself. */
export type Step = DispatchStep | LoadStep | RefreshStep | ReadStep | DecideStep | AppendStep;
