import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CommitTooLargeError } from '@eventsource/core';
import { conditionalPut } from '../../append/conditional-put.js';
import { isSlotTaken, itemIn, unitsOfRefusal } from '../../append/refusal.js';
import { KEY, PARTITION } from '../../item/format.js';
import type { Item } from '../../item/item.js';
import { MAX_ITEM_SIZE, writeUnits } from '../../item/item-size.js';
import type { ReadItem } from '../../reading/read-item.js';
import { requestError } from '../../request/request-error.js';
import type { TableAccess } from './table-access.js';

/** Puts an item where there is none. @returns the one that is there already. */
export async function putItem(access: TableAccess, read: ReadItem): Promise<Item | undefined> {
  const { key, item, size } = read;
  const { table } = access.requests;
  // A longer name of the stream can make an item too large that was not.
  if (size > MAX_ITEM_SIZE) throw new CommitTooLargeError(key, size, MAX_ITEM_SIZE);
  const command = new PutItemCommand({ ...conditionalPut(table, item), ReturnConsumedCapacity: 'TOTAL' });
  const charge = { refused: (refusal: unknown) => unitsOfRefusal(refusal, size) };
  const outcome = await access.writes.try('PutItem', command, { charge, expected: writeUnits(size) });
  if ('answer' in outcome) return undefined;
  const { failure } = outcome;
  if (!isSlotTaken(failure.error)) throw requestError(failure);
  return itemIn(failure.error) ?? (await itemAt(access, read));
}

/** Some emulators do not show what was in the way. */
async function itemAt({ requests, reads }: TableAccess, { key, partition }: ReadItem): Promise<Item> {
  const command = new GetItemCommand({
    TableName: requests.table,
    Key: { [KEY]: { S: key }, [PARTITION]: { N: partition } },
    ConsistentRead: true,
    ReturnConsumedCapacity: 'TOTAL',
  });
  return (await reads.send('GetItem', command)).Item ?? {};
}
