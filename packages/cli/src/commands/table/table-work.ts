import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { CreateTableOptions, DynamoDbOptions, TableSettings, TableWaitOptions } from '@eventsource/dynamodb';

/** What there is to do with tables of one kind. */
export interface TableWork {
  readonly definition: (table: string, settings?: TableSettings) => CreateTableCommandInput;
  readonly create: (options: DynamoDbOptions, creation: CreateTableOptions) => Promise<'created' | 'existed'>;
  readonly remove: (options: DynamoDbOptions, wait: TableWaitOptions) => Promise<'deleted' | 'absent'>;
}
