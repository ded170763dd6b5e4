import type { Class } from '../metadata/class.js';
import { Metadata } from '../metadata/metadata.js';

/** Something that has to change together with the events of a command. */
export interface Need {
  /** The name that `serves` of a {@link CompanionSource} is asked about: `'reservations'`. */
  readonly name: string;
  /** What to do when no module serves it, as a sentence. */
  readonly remedy: string;
}

const needs = new Metadata<readonly Need[]>('needs');

/**
 * Notes on a command class that its events need a companion, for decorators that declare one. `install` then refuses an
 * application in which nothing makes it; otherwise it would be left out silently.
 */
export const declareNeed = (command: Class, need: Need): void =>
  needs.set(command, [...(needs.own(command) ?? []), need]);

export const needsOf = (command: Class): readonly Need[] => needs.inherited(command) ?? [];
