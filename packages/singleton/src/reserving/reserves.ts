import { assertExperimental, type Class, declareNeed } from '@eventsource/core';
import { type Declaration, declarations } from './declared-changes.js';

/** What a command reserves. */
export interface Reserved {
  /** The kind of value: `'email'`. */
  readonly type: string;
  /** The value. Compared character by character: bring it into one form first. */
  readonly id: string;
  /** Who owns it from then on: usually the aggregate's id. */
  readonly owner: string;
  /** The value that the owner has had so far, released in the same transaction if it is another. */
  readonly insteadOf?: string | undefined;
  /** In milliseconds. Default: forever. */
  readonly duration?: number | undefined;
}

/** What a command releases. */
export interface Released extends Pick<Reserved, 'type' | 'owner'> {
  /** The value; undefined when there is none to release. */
  readonly id: string | undefined;
}

/** One, several, or none. */
export type Several<T> = T | readonly T[] | undefined;

export const RESERVATIONS_NEED = 'reservations';

/**
 * Makes a command reserve values that only one may have, in the transaction that stores its events: neither exists
 * without the other. A command that its handler rejects, or that emits nothing, reserves nothing. A dispatch of a
 * command for a value that someone else has fails with an {@link AlreadyReservedError}.
 *
 * Pass {@link reserving} to `install` as one of the modules.
 *
 * @param select is called after the handler has accepted the command, with the aggregate in the state that was decided on.
 * What it throws rejects the command.
 * @example
 * @Reserves((command: RegisterUser) => ({ type: 'email', id: command.email, owner: command.userId }))
 * @Command('userId')
 * class RegisterUser { constructor(readonly userId: string, readonly email: string) {} }
 * @example
 * @Reserves(({ userId, email }: ChangeEmail, user: User) => ({ type: 'email', id: email, owner: userId, insteadOf: user.email }))
 */
export const Reserves =
  <Command extends object, Aggregate extends object = object>(
    select: (command: Command, aggregate: Aggregate) => Several<Reserved>,
  ): ((target: Class<Command>, standard?: undefined) => void) =>
  (target, standard) => {
    assertExperimental('Reserves', standard);
    declare(target, { kind: 'reserve', select });
  };

/**
 * Makes a command release values, in the transaction that stores its events. A value that the owner no longer has stays
 * with its new owner.
 *
 * @param select as for {@link Reserves}.
 * @example
 * @Releases(({ userId }: CloseAccount, user: User) => ({ type: 'email', id: user.email, owner: userId }))
 */
export const Releases =
  <Command extends object, Aggregate extends object = object>(
    select: (command: Command, aggregate: Aggregate) => Several<Released>,
  ): ((target: Class<Command>, standard?: undefined) => void) =>
  (target, standard) => {
    assertExperimental('Releases', standard);
    declare(target, { kind: 'release', select });
  };

function declare(target: Class, declaration: Declaration): void {
  declarations.set(target, [...(declarations.own(target) ?? []), declaration]);
  declareNeed(target, {
    name: RESERVATIONS_NEED,
    remedy: 'add reserving(…) of @eventsource/singleton to the modules.',
  });
}
