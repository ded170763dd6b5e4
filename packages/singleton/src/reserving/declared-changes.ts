import { type DecidedCommand, Metadata } from '@eventsource/core';
import type { Change } from './change.js';
import type { Released, Reserved, Several } from './reserves.js';

/** What a command class declares. */
export type Declaration =
  | { readonly kind: 'reserve'; readonly select: (command: never, aggregate: never) => Several<Reserved> }
  | { readonly kind: 'release'; readonly select: (command: never, aggregate: never) => Several<Released> };

export const declarations = new Metadata<readonly Declaration[]>('reservations');

/** What a command that was decided on reserves and releases, for its tenant if there is one. */
export function changesOf({ command, aggregate, tenant }: DecidedCommand): readonly Change[] {
  return (declarations.of(command) ?? []).flatMap((declaration): readonly Change[] => {
    if (declaration.kind === 'release') {
      const released: Several<Released> = Reflect.apply(declaration.select, undefined, [command, aggregate]);
      return listOf(released).flatMap((one) => release(one, tenant));
    }
    const reserved: Several<Reserved> = Reflect.apply(declaration.select, undefined, [command, aggregate]);
    return listOf(reserved).flatMap((one) => reservation(one, tenant));
  });
}

function reservation(
  { type, id, owner, insteadOf, duration = 0 }: Reserved,
  tenant: string | undefined,
): readonly Change[] {
  const reserve: Change = { kind: 'reserve', resource: { type, id, owner, tenant }, duration };
  if (insteadOf === id) return [reserve];
  return [reserve, ...release({ type, id: insteadOf, owner }, tenant)];
}

const release = ({ type, id, owner }: Released, tenant: string | undefined): readonly Change[] =>
  id === undefined ? [] : [{ kind: 'release', resource: { type, id, owner, tenant } }];

const listOf = <T extends object>(several: Several<T>): readonly T[] =>
  several === undefined ? [] : isList(several) ? several : [several];

const isList = <T extends object>(several: T | readonly T[]): several is readonly T[] => Array.isArray(several);
