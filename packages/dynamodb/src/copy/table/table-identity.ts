import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { AccessDeniedError } from '../../errors/access-denied-error.js';
import type { Requests } from '../../request/requests.js';
import type { CopiedTable } from '../copy-options.js';

export interface TableIdentity {
  /** Differs between any two tables, also between one that was deleted and the one that took its name. */
  readonly identity: string;
  /** Counted by DynamoDB every few hours. */
  readonly expected: { readonly items: number } | undefined;
}

/** Asks the table who it is. A policy may not allow that; then its name and the way to it have to do. */
export async function identify(requests: Requests, options: CopiedTable): Promise<TableIdentity> {
  try {
    const { Table } = await requests.send('DescribeTable', new DescribeTableCommand({ TableName: requests.table }));
    const { TableArn, TableId, CreationDateTime, ItemCount } = Table ?? {};
    const identity = [TableArn, TableId ?? CreationDateTime?.toISOString()].join(' ');
    return { identity, expected: ItemCount ? { items: ItemCount } : undefined };
  } catch (error) {
    if (!(error instanceof AccessDeniedError)) throw error;
    const { table, region = '', endpoint = '', profile = '' } = options;
    return { identity: [table, region, endpoint, profile].join(' '), expected: undefined };
  }
}
