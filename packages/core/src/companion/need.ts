import type { Class } from '../metadata/class.js';
import { Metadata } from '../metadata/metadata.js';

/** Something that has to change together with the events of a command. */
export interface Need {
  /** What a {@link CompanionSource} is asked whether it serves it: `'reservations'`. */
  readonly name: string;
  /** What to do where nobody serves it, as a sentence. */
  readonly remedy: string;
}

const needs = new Metadata<readonly Need[]>('needs');

/**
 * Notes on a command class that its events need a companion, for decorators that declare one. `install` then refuses an
 * application that has nobody who makes it: it would be left out in silence.
 */
export const declareNeed = (command: Class, need: Need): void =>
  needs.set(command, [...(needs.own(command) ?? []), need]);

export const needsOf = (command: Class): readonly Need[] => needs.inherited(command) ?? [];
