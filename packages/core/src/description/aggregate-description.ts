import type { CacheMode } from '../decorators/aggregate.js';
import type { Class } from '../metadata/class.js';
import type { EventType } from '../serialization/event-types.js';
import type { Injectable } from '../service/token.js';

/** What the metadata of an aggregate class says, checked and immutable. */
export interface AggregateDescription {
  readonly name: string;
  readonly type: Class;
  /** Builds one in its initial state. */
  readonly create: () => object;
  readonly commands: ReadonlyMap<Class, CommandHandlerDescription>;
  readonly events: ReadonlyMap<Class, EventHandlerDescription>;
  readonly snapshot: SnapshotDescription | undefined;
  readonly cache: CacheMode;
}

export interface CommandHandlerDescription {
  readonly method: string | symbol;
  /** The command's property that holds the aggregate id. */
  readonly idProperty: string;
  readonly inject: readonly Injectable[];
}

export interface EventHandlerDescription {
  readonly method: string | symbol;
  readonly event: EventType;
}

export interface SnapshotDescription {
  readonly every: number;
  /** Given by the user in place of the fingerprint. */
  readonly version: string | undefined;
}
