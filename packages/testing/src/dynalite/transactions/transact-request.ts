import { createHash } from 'node:crypto';
import db, { type Item, type Store } from 'dynalite/db/index.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import { types as putTypes } from 'dynalite/validations/putItem.js';
import { transactWrites } from '../write-kind.js';

/** What a TransactWriteItems asks for: nothing that could be found wrong without looking at the tables. */
export interface TransactRequest {
  readonly writes: readonly TransactWrite[];
  readonly token: string | undefined;
  /** Tells these writes from others. */
  readonly fingerprint: string;
  readonly capacity: 'TOTAL' | 'INDEXES' | 'NONE';
}

export interface TransactWrite {
  readonly name: WriteName;
  readonly input: WriteInput;
}

type WriteName = keyof typeof transactWrites;

/** `Item` of a Put, `Key` of the others. `_updates` are those of an `UpdateExpression`, parsed. */
interface WriteInput {
  readonly TableName: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
  readonly ReturnValuesOnConditionCheckFailure?: string;
  readonly _updates?: object;
}

interface Input {
  readonly TransactItems: readonly (Partial<Record<WriteName, WriteInput>> | null)[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: TransactRequest['capacity'];
}

const MAX_SIZE = 4 * 1024 * 1024;

const types = {
  ReturnConsumedCapacity: putTypes.ReturnConsumedCapacity ?? {},
  ReturnItemCollectionMetrics: putTypes.ReturnItemCollectionMetrics ?? {},
  ClientRequestToken: { type: 'String', lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 36 },
  TransactItems: {
    type: 'List',
    notNull: true,
    lengthGreaterThanOrEqual: 1,
    lengthLessThanOrEqual: 100,
    children: {
      type: 'ValueStruct<TransactWriteItem>',
      children: Object.fromEntries(
        Object.entries(transactWrites).map(([name, { types }]) => [
          name,
          { type: `ValueStruct<${name}>`, children: types },
        ]),
      ),
    },
  },
};

/** @throws a refusal of the whole, as AWS does for all that is wrong with a request itself. */
export function readRequest(body: object, store: Store): TransactRequest {
  const input = checkTypes<Input>(body, types);
  checkValidations(input, types, undefined, store);
  const fingerprint = createHash('sha256').update(JSON.stringify(input.TransactItems)).digest('base64');
  const writes = input.TransactItems.map((item) => writeOf(item ?? {}));
  for (const { name, input } of writes) checkValidations(input, {}, transactWrites[name].check, store);
  refuseTooLarge(writes);
  const { ClientRequestToken: token, ReturnConsumedCapacity: capacity = 'NONE' } = input;
  return { writes, token, fingerprint, capacity };
}

function writeOf(item: Partial<Record<WriteName, WriteInput>>): TransactWrite {
  const [write, ...others] = names.flatMap((name) => {
    const input = item[name];
    return input ? [{ name, input }] : [];
  });
  if (!write) {
    throw db.validationError('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  }
  if (others.length > 0) {
    throw db.validationError('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return write;
}

const names: readonly WriteName[] = ['ConditionCheck', 'Put', 'Delete', 'Update'];

function refuseTooLarge(writes: readonly TransactWrite[]): void {
  const size = writes.reduce((sum, { input }) => sum + sizeOf(input), 0);
  if (size <= MAX_SIZE) return;
  throw db.validationError(`Transaction payload size cannot exceed 4MB. Payload Size: ${size}`);
}

/** The item, or its key, with what the expressions say. */
function sizeOf({
  Item,
  Key,
  ExpressionAttributeValues: values,
  ExpressionAttributeNames: names,
  ...write
}: WriteInput) {
  const texts = [write.UpdateExpression, write.ConditionExpression, ...Object.values(names ?? {})];
  const textSize = texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0);
  return db.itemSize(Item ?? Key ?? {}) + db.itemSize(values ?? {}) + textSize;
}
