import { type ClassReference, isConstructor } from '../metadata/class.js';
import { Metadata } from '../metadata/metadata.js';
import type { Injectable } from '../service/token.js';

/** A method with `@CommandHandler` or `@EventHandler`, as declared. */
export interface HandlerDeclaration {
  readonly method: string | symbol;
  /** Given explicitly; none when the parameter's emitted class decides. */
  readonly handles: readonly ClassReference[];
  readonly inject: readonly Injectable[];
}

/** What no method is. The compiler shows the reason where it refuses one. */
export interface Refused<Reason extends string> {
  readonly refused: Reason;
}

/** Methods that take an object, or nothing, and perhaps more. */
export type TakesObject = readonly [] | readonly [object, ...unknown[]];

/** What a decorator on a method gets, and one on a static method does not. */
export type InstanceMembers = object & { readonly prototype?: never };

export const commandHandlerMetadata = new Metadata<readonly HandlerDeclaration[]>('command-handlers');
export const eventHandlerMetadata = new Metadata<readonly HandlerDeclaration[]>('event-handlers');

/** Adds a declaration to those that the same class already has. */
export function declareHandler(
  metadata: Metadata<readonly HandlerDeclaration[]>,
  prototype: object,
  declaration: HandlerDeclaration,
): void {
  const type = prototype.constructor;
  if (isConstructor(type)) metadata.set(type, [...(metadata.own(type) ?? []), declaration]);
}
