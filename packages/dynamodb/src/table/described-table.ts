import type {
  ContinuousBackupsDescription,
  TableDescription,
  Tag,
  TimeToLiveDescription,
} from '@aws-sdk/client-dynamodb';
import { type KeyPart, keySchema } from '../definition/key-schema.js';
import type { TableCapacity } from '../definition/table-settings.js';

/** A table as {@link describeTable} describes it. */
export interface DescribedTable {
  readonly name: string;
  readonly arn?: string | undefined;
  /** `ACTIVE` when it can be used; `CREATING`, `UPDATING`, `DELETING` and others of DynamoDB's words. */
  readonly status: string;
  readonly key: readonly KeyPart[];
  /** Undefined when it is billed on demand. */
  readonly capacity?: TableCapacity | undefined;
  /** Which images its stream carries; undefined without a stream. */
  readonly stream?: string | undefined;
  readonly streamArn?: string | undefined;
  /** AWS counts items and bytes about every six hours. */
  readonly items: number;
  readonly bytes: number;
  readonly deletionProtection: boolean;
  /** Undefined when DynamoDB does not tell. */
  readonly pointInTimeRecovery?: boolean | undefined;
  /** The attribute by which items expire; false when none do, undefined when DynamoDB does not tell. */
  readonly timeToLive?: string | false | undefined;
  /** Undefined when DynamoDB does not tell. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** What other requests than DescribeTable tell. */
export interface Surroundings {
  readonly backups?: ContinuousBackupsDescription | undefined;
  readonly expiry?: TimeToLiveDescription | undefined;
  readonly tags?: readonly Tag[] | undefined;
}

export function described(table: TableDescription, { backups, expiry, tags }: Surroundings): DescribedTable {
  const { TableName = '', TableStatus = 'UNKNOWN', StreamSpecification: stream } = table;
  const recovery = backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  return {
    name: TableName,
    arn: table.TableArn,
    status: TableStatus,
    key: keySchema(table),
    capacity: capacityOf(table),
    ...(stream?.StreamEnabled && { stream: stream.StreamViewType, streamArn: table.LatestStreamArn }),
    items: table.ItemCount ?? 0,
    bytes: table.TableSizeBytes ?? 0,
    deletionProtection: table.DeletionProtectionEnabled ?? false,
    pointInTimeRecovery: recovery && recovery === 'ENABLED',
    timeToLive: expiry && ((/^ENABL/.test(expiry.TimeToLiveStatus ?? '') && expiry.AttributeName) || false),
    tags: tags && Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value])),
  };
}

function capacityOf({ BillingModeSummary, ProvisionedThroughput }: TableDescription): TableCapacity | undefined {
  const { ReadCapacityUnits: read = 0, WriteCapacityUnits: write = 0 } = ProvisionedThroughput ?? {};
  // On demand, DynamoDB says 0; a summary that is missing means provisioned.
  return BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST' || read === 0 ? undefined : { read, write };
}
