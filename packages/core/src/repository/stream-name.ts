/** The stream of an aggregate. Aggregate names hold no `:`, so no two aggregates share one. */
export const streamName = (aggregate: string, id: string): string => `${aggregate}:${id}`;
