/** Names a value that only one may have. */
export interface ResourceName {
  /** What kind of value: `'email'`. */
  readonly type: string;
  /** The value: `'joe@example.com'`. Compared character by character: bring it into one form first. */
  readonly id: string;
  /** Whose values these are, if each tenant has its own. Without it, the value is taken for all that name no tenant. */
  readonly tenant?: string | undefined;
}

/** A value that only one may have, and who wants to have it, or has it. */
export interface Resource extends ResourceName {
  /** Who: an id that nobody else has. */
  readonly owner: string;
}
