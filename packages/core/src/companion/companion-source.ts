import type { Companion } from '../store/companion.js';

/** A command that its aggregate has accepted: it emitted events, which are not stored yet. */
export interface DecidedCommand {
  readonly command: object;
  /** In the state that was decided on. To be read only. */
  readonly aggregate: object;
  readonly aggregateId: string;
  readonly tenant: string | undefined;
}

/** Says what else has to change together with the events of commands. */
export interface CompanionSource {
  /** Whether it makes the companions of this name: see {@link declareNeed}. */
  serves(need: string): boolean;

  /**
   * Called once for commands that are stored together, and again whenever they are decided on again. Imports, and
   * commands that emit nothing, are not included.
   *
   * @throws to reject the commands, as a handler does.
   */
  companionsOf(decided: readonly DecidedCommand[]): readonly Companion[];
}
