import {
  type AttributeValue,
  type Delete,
  DeleteItemCommand,
  GetItemCommand,
  type Put,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { RequestOptions } from '@eventsource/core';
import type { Table } from '@eventsource/dynamodb';
import { KEY } from './format.js';

/** An item of the table, this package's or the Go library's. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** What became of a write: with the item that was there before, if there was one. */
export type Replacement = { readonly refused: true } | { readonly refused: false; readonly item: Item | undefined };

/** Reads and writes items one by one, a request each. */
export class ReservationItems {
  constructor(readonly table: Table) {}

  async get(key: string, options: RequestOptions): Promise<Item | undefined> {
    const command = new GetItemCommand({
      TableName: this.table.name,
      Key: { [KEY]: { S: key } },
      ConsistentRead: true,
      ReturnConsumedCapacity: 'TOTAL',
    });
    return (await this.table.read('GetItem', command, options)).Item;
  }

  /** False when its condition refused it. */
  async put(put: Put, options: RequestOptions): Promise<boolean> {
    const command = new PutItemCommand({ ...put, ReturnConsumedCapacity: 'TOTAL' });
    return (await this.table.write('PutItem', command, options)) !== undefined;
  }

  /** As `put`, and tells what was there before. */
  async replace(put: Put, options: RequestOptions): Promise<Replacement> {
    const command = new PutItemCommand({ ...put, ReturnValues: 'ALL_OLD', ReturnConsumedCapacity: 'TOTAL' });
    const answer = await this.table.write('PutItem', command, options);
    return answer ? { refused: false, item: answer.Attributes } : { refused: true };
  }

  async delete(deletion: Delete, options: RequestOptions): Promise<Replacement> {
    const command = new DeleteItemCommand({ ...deletion, ReturnValues: 'ALL_OLD', ReturnConsumedCapacity: 'TOTAL' });
    const answer = await this.table.write('DeleteItem', command, options);
    return answer ? { refused: false, item: answer.Attributes } : { refused: true };
  }
}
