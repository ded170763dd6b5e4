/** Cases that are measured for both libraries: the rows of "What a command costs", and the average over 1,000 commands in a row. */
export const costCases = ['cached', 'cold', 'three-events', 'rejected-cached', 'lost-race', 'life-1000'] as const;
export type CostCase = (typeof costCases)[number];

export type Library = 'eventsource' | 'castore';

/** What one command cost, on average where the case is more than one. */
export interface CostRow {
  readonly case: CostCase | 'two-streams';
  readonly library: Library;
  /** Events in the stream before the command, each a commit of its own. */
  readonly priorEvents: number;
  /** Sent to DynamoDB, refused ones included. */
  readonly requests: number;
  /** Read units. */
  readonly rcu: number;
  /** Write units. */
  readonly wcu: number;
}
