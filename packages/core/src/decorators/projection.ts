import type { Class } from '../metadata/class.js';
import { Metadata } from '../metadata/metadata.js';
import type { Injectable, Services } from '../service/token.js';
import { assertExperimental } from './experimental.js';

export interface ProjectionOptions<Injected extends readonly Injectable[] = readonly []> {
  /**
   * A whole number from 1, the default. A new version builds the read model from the beginning, next to the old one.
   */
  readonly version?: number | undefined;
  /** What the constructor is given: tokens or classes, in the order of its parameters. */
  readonly inject?: Injected | undefined;
}

export interface ProjectionDeclaration {
  readonly name: string;
  readonly version: number;
  readonly inject: readonly Injectable[];
}

export const projectionMetadata = new Metadata<ProjectionDeclaration>('projection');

/**
 * Makes a class a projection: its methods with `@EventHandler` build a read model, its other methods read it. A
 * container has one instance. Its positions are kept as `<name>@<version>`, so the name must never change.
 *
 * @example
 * @Projection('balances', { version: 2, inject: [TABLE] })
 * class Balances {
 *   constructor(private readonly table: Table) {}
 *   @EventHandler() async deposited({ amount }: Deposited, { aggregateId }: ProjectionContext) { … }
 *   of(account: string): Promise<number> { … }
 * }
 */
export function Projection(
  name: string,
  options?: ProjectionOptions,
): (target: new () => object, standard?: undefined) => void;
export function Projection<const Injected extends readonly Injectable[]>(
  name: string,
  options: ProjectionOptions<Injected>,
): (target: new (...services: Services<Injected>) => object, standard?: undefined) => void;
export function Projection(
  name: string,
  { version = 1, inject = [] }: ProjectionOptions<readonly Injectable[]> = {},
): (target: Class, standard?: undefined) => void {
  return (target, standard) => {
    assertExperimental('Projection', standard);
    projectionMetadata.set(target, { name, version, inject });
  };
}
