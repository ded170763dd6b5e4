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

/** The plain aggregate id, as in tables of the Go library, each of which holds the aggregates of one kind. */
export const plainIds: StreamNaming = ({ aggregateId }) => aggregateId;

/**
 * The address of the stream that {@link defaultNaming} gives this name, for tools that know only the name; undefined
 * when there is none.
 */
export function defaultAddress(stream: string): StreamAddress | undefined {
  const { tenant, aggregate, aggregateId } = DEFAULT_NAME.exec(stream)?.groups ?? {};
  if (aggregate === undefined || aggregateId === undefined) return undefined;
  if (tenant === undefined) return { aggregate, aggregateId };
  try {
    return { aggregate, aggregateId, tenant: decodeURIComponent(tenant) };
  } catch {
    return undefined;
  }
}

const DEFAULT_NAME = /^(?::(?<tenant>[^:]*):)?(?<aggregate>[^:]+):(?<aggregateId>.+)$/s;
