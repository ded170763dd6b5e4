import type { Resource } from '../resource.js';

/** A change to the registry that belongs to a commit. */
export type Change = Reserve | Release;

export interface Reserve {
  readonly kind: 'reserve';
  readonly resource: Resource;
  /** In milliseconds; 0 means forever. */
  readonly duration: number;
  /** The owner who gives it up in the same transaction, so that it need not be free. */
  readonly from?: string | undefined;
}

export interface Release {
  readonly kind: 'release';
  readonly resource: Resource;
}
