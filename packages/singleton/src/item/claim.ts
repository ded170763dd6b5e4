/** Who asks for which item, and when. */
export interface Claim {
  readonly key: string;
  readonly owner: string;
  /** In Unix seconds. */
  readonly now: bigint;
  /** Who gives it up in the same moment. */
  readonly from?: string | undefined;
}
