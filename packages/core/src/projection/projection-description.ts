import type { EventHandlerDescription } from '../description/aggregate-description.js';
import type { Class } from '../metadata/class.js';
import type { Injectable } from '../service/token.js';

/** What the metadata of a projection class says, checked and immutable. */
export interface ProjectionDescription {
  /** With the version: `balances@2`. */
  readonly name: string;
  readonly type: Class;
  readonly inject: readonly Injectable[];
  readonly events: ReadonlyMap<Class, EventHandlerDescription>;
}
