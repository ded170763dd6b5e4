import type { StreamViewType } from '@aws-sdk/client-dynamodb';

/** What a template is made of. */
export interface TemplateOptions {
  /** The table of events. */
  readonly name: string;
  /** The table of reservations, where there is to be one. */
  readonly singleton?: string | undefined;
  /** Units a second of each table. Without them the tables are charged by request. */
  readonly capacity?: { readonly read: number; readonly write: number } | undefined;
  /** What the stream of events shows of an item; `false` for none. Default: `NEW_IMAGE`, which projections read. */
  readonly stream?: StreamViewType | false | undefined;
  /** Whether DynamoDB refuses to delete the tables. Default: true. */
  readonly deletionProtection?: boolean | undefined;
  /** Whether the tables can be restored to any second of the last 35 days. It is charged. Default: false. */
  readonly pointInTimeRecovery?: boolean | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}
