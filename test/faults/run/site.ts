/** Where a run takes place. */
export interface Site {
  readonly endpoint: string;
  readonly table: string;
  /** The table of reservations, where commands reserve something. */
  readonly reservations?: string | undefined;
  /** For plans and journals. */
  readonly directory: string;
}
