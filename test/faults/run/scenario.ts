import type { Plan } from '../plan/plan.js';
import type { FaultRates } from '../proxy/fault-source.js';

/** Everything about a run that is not left to the machine. */
export interface Scenario {
  readonly seed: number;
  readonly plan: Plan;
  readonly rates: FaultRates;
  /** How long a worker lives before it is killed, in milliseconds, and how often at most each is. */
  readonly lives: { readonly least: number; readonly most: number; readonly kills: number };
  readonly patience: number;
  readonly lanes: number;
  /** Whether commands reserve something: in the transaction of their events, or apart from them, without transactions. */
  readonly reserving?: Reserving | undefined;
}

export type Reserving = 'together' | 'apart';
