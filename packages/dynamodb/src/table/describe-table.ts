import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTagsOfResourceCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { type RequestOptions, StoreUnavailableError } from '@eventsource/core';
import { EVENTS } from '../definition/events-table.js';
import { AccessDeniedError } from '../errors/access-denied-error.js';
import type { DynamoDbOptions } from '../options.js';
import { requestError } from '../request/request-error.js';
import type { Outcome, Requests } from '../request/requests.js';
import { faultOf } from '../request/try-outcome.js';
import { type DescribedTable, described, type Surroundings } from './described-table.js';
import { withRequests } from './with-requests.js';

/**
 * Describes a table: its status, key, billing, stream, size, backups, expiry and tags. Takes no units, and up to four
 * requests; what an emulator or a policy withholds is undefined.
 *
 * @throws {TableNotFoundError} when there is none of this name.
 * @throws {StoreUnavailableError} when DynamoDB cannot be reached.
 * @example
 * const { status, items } = await describeTable({ table: 'orders' });
 */
export const describeTable = (options: DynamoDbOptions, request: RequestOptions = {}): Promise<DescribedTable> =>
  withRequests(options, EVENTS, (requests) => describe(requests, request));

async function describe(requests: Requests, options: RequestOptions): Promise<DescribedTable> {
  const command = new DescribeTableCommand({ TableName: requests.table });
  const { Table } = await requests.send('DescribeTable', command, options);
  if (!Table) throw new StoreUnavailableError(`table "${requests.table}"`, 'the answer describes no table.');
  return described(Table, await surroundings(requests, Table, options));
}

async function surroundings(requests: Requests, table: TableDescription, options: RequestOptions) {
  const TableName = requests.table;
  const [backups, expiry, tags] = await Promise.all([
    requests.try('DescribeContinuousBackups', new DescribeContinuousBackupsCommand({ TableName }), options),
    requests.try('DescribeTimeToLive', new DescribeTimeToLiveCommand({ TableName }), options),
    requests.try('ListTagsOfResource', new ListTagsOfResourceCommand({ ResourceArn: table.TableArn }), options),
  ]);
  const all: Surroundings = {
    backups: told(backups)?.ContinuousBackupsDescription,
    expiry: told(expiry)?.TimeToLiveDescription,
    tags: told(tags)?.Tags,
  };
  return all;
}

/** The answer, unless this DynamoDB has none or may not give it. */
function told<O>(outcome: Outcome<O>): O | undefined {
  if ('answer' in outcome) return outcome.answer;
  const error = requestError(outcome.failure);
  if (faultOf(outcome.failure.error).name === 'UnknownOperationException') return undefined;
  if (error instanceof AccessDeniedError) return undefined;
  throw error;
}
