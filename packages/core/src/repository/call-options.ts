/** How long a call may take. */
export interface CallOptions {
  /**
   * The tenant that the aggregate belongs to, in an application with tenants. It is part of the stream's name, or
   * chooses the store.
   */
  readonly tenant?: string | undefined;
  /** Ends waiting, reading and retrying. A write that is under way then has an unknown outcome. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that the call may take; then it ends as if by `signal`. Default 30,000: nothing waits forever. */
  readonly timeout?: number | undefined;
}

/** As long as API Gateway lets a caller wait: who takes longer has nobody left to answer. */
export const DEFAULT_TIMEOUT = 30_000;
