/** Whose events a stream holds. */
export interface StreamAddress {
  /** The aggregate's name. */
  readonly aggregate: string;
  readonly aggregateId: string;
  /** As dispatched; undefined without tenants. */
  readonly tenant?: string | undefined;
}

/** Names the stream of an aggregate. Two addresses must never get one name. */
export type StreamNaming = (address: StreamAddress) => string;

/**
 * `<aggregate>:<id>`, and `:<tenant>:<aggregate>:<id>` for a tenant. Aggregate names hold no `:` and are not empty, and the
 * tenant's is escaped, so no two streams share a name.
 */
export const defaultNaming: StreamNaming = ({ aggregate, aggregateId, tenant }) =>
  tenant === undefined ? `${aggregate}:${aggregateId}` : `:${encodeURIComponent(tenant)}:${aggregate}:${aggregateId}`;

/** The plain aggregate id, as in tables of the Go library, which hold the aggregates of one kind each. */
export const plainIds: StreamNaming = ({ aggregateId }) => aggregateId;
