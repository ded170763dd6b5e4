import type { CreateTableCommandInput, UpdateTimeToLiveCommandInput } from '@aws-sdk/client-dynamodb';
import type { CreateTableOptions, DynamoDbOptions, TableSettings, TableWaitOptions } from '@eventsource/dynamodb';

/** What there is to do with tables of one kind. */
export interface TableWork {
  readonly definition: (table: string, settings?: TableSettings) => CreateTableCommandInput;
  /** What has items expire, where they do. */
  readonly expiry?: (table: string) => UpdateTimeToLiveCommandInput;
  readonly create: (options: DynamoDbOptions, creation: CreateTableOptions) => Promise<'created' | 'existed'>;
  readonly remove: (options: DynamoDbOptions, wait: TableWaitOptions) => Promise<'deleted' | 'absent'>;
}
