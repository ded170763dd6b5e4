import type { CreateTableCommandInput, StreamViewType } from '@aws-sdk/client-dynamodb';

/** How a table is billed, streamed and protected. */
export interface TableSettings {
  /**
   * Provisioned units a second, paid for whether used or not, and once more for each index. Default: none, billed on
   * demand.
   */
  readonly capacity?: TableCapacity | undefined;
  /**
   * Which images of a changed item its stream carries; false for no stream. Default: that of the definition, `NEW_IMAGE`
   * for events. Consumers of the Go library need `NEW_AND_OLD_IMAGES`.
   */
  readonly stream?: StreamViewType | false | undefined;
  /** Whether DynamoDB refuses to delete the table until this is turned off. Default: false. */
  readonly deletionProtection?: boolean | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** In units a second: 4 KB for a read, 1 KB for a write. */
export interface TableCapacity {
  readonly read: number;
  readonly write: number;
}

/** The definition with these settings in place of its own. */
export function withSettings(definition: CreateTableCommandInput, settings: TableSettings): CreateTableCommandInput {
  const { capacity, stream, deletionProtection, tags = {} } = settings;
  const { StreamSpecification, ...rest } = definition;
  return {
    ...(capacity ? provisioned(rest, capacity) : rest),
    ...(stream === undefined ? StreamSpecification && { StreamSpecification } : { StreamSpecification: of(stream) }),
    ...(deletionProtection !== undefined && { DeletionProtectionEnabled: deletionProtection }),
    ...(Object.keys(tags).length > 0 && { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
  };
}

/** Its indexes as well: one that takes fewer writes than the table would slow the table. */
function provisioned(definition: CreateTableCommandInput, { read, write }: TableCapacity): CreateTableCommandInput {
  const { GlobalSecondaryIndexes: indexes, ...table } = definition;
  const capacity = { ProvisionedThroughput: { ReadCapacityUnits: read, WriteCapacityUnits: write } };
  return {
    ...table,
    BillingMode: 'PROVISIONED',
    ...capacity,
    ...(indexes && { GlobalSecondaryIndexes: indexes.map((index) => ({ ...index, ...capacity })) }),
  };
}

const of = (stream: StreamViewType | false) =>
  stream === false ? { StreamEnabled: false } : { StreamEnabled: true, StreamViewType: stream };
