import type { JsonObject } from '../json.js';
import type { Class } from '../metadata/class.js';
import { Metadata } from '../metadata/metadata.js';
import { assertExperimental } from './experimental.js';

/** Turns the stored data of one schema version into that of the next. */
export type Upcaster = (data: JsonObject) => JsonObject;

export interface EventOptions {
  /** The schema version that this class stands for. Default 1. */
  readonly version?: number | undefined;
  /** One step for each older version: `{ 1: from1to2, 2: from2to3 }`. */
  readonly upcast?: Readonly<Record<number, Upcaster>> | undefined;
}

export interface EventDeclaration extends EventOptions {
  readonly name: string;
}

export const eventMetadata = new Metadata<EventDeclaration>('event');

/**
 * Makes a class an event, stored under this name. The name is what history knows the event by: it outlives the class name,
 * and must never change.
 *
 * @example
 * @Event('order-shipped', { version: 2, upcast: { 1: (data) => ({ ...data, express: false }) } })
 * class OrderShipped { constructor(readonly carrier: string, readonly express: boolean) {} }
 */
export function Event(name: string, options: EventOptions = {}): (target: Class, standard?: undefined) => void {
  return (target, standard) => {
    assertExperimental('Event', standard);
    eventMetadata.set(target, { ...options, name });
  };
}
