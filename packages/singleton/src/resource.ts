/** Names a value that only one owner may have. */
export interface ResourceName {
  /** The kind of value: `'email'`. */
  readonly type: string;
  /** The value: `'joe@example.com'`. Compared character by character: bring it into one form first. */
  readonly id: string;
  /** The tenant, if each tenant has its own values. Without it, the value is shared by all that name no tenant. */
  readonly tenant?: string | undefined;
}

/** A value that only one owner may have, and who has it or wants it. */
export interface Resource extends ResourceName {
  /** The owner: an id that nobody else has. */
  readonly owner: string;
}
