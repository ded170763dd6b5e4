/** Where a run takes place. */
export interface Site {
  readonly endpoint: string;
  readonly table: string;
  /** For plans and journals. */
  readonly directory: string;
}
