/** A record, read without the framework. */
export interface StoredRecord {
  readonly t: string;
  readonly d: Readonly<Record<string, unknown>>;
  /** The call whose write was applied. */
  readonly call: string | undefined;
}

/** An item of the table. */
export interface StoredCommit {
  readonly stream: string;
  readonly partition: number;
  readonly records: readonly { readonly version: number; readonly record: StoredRecord }[];
}

export const firstVersion = ({ records }: StoredCommit): number => records[0]?.version ?? 0;
export const lastVersion = ({ records }: StoredCommit): number => records.at(-1)?.version ?? 0;
export const callOf = ({ records }: StoredCommit): string => records[0]?.record.call ?? 'nobody';
