const reads = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'TransactGetItems']);
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** What one request took out of the table's capacity. */
export interface ConsumedUnits {
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** The input of a request, changed where it needs to be for the answer to tell what was consumed. */
export function askingForCapacity<Input extends object>(operation: string, input: Input): Input {
  if (!reads.has(operation) && !writes.has(operation)) return input;
  const detailed = field(input, 'ReturnConsumedCapacity') === 'INDEXES';
  return detailed ? input : { ...input, ReturnConsumedCapacity: 'TOTAL' };
}

/** The units in the answer to a request, or, for the two cases that tell none, the least that AWS charges. */
export function unitsOf(operation: string, input: object, outcome: unknown): ConsumedUnits {
  const reported = reportedUnits(outcome);
  if (outcome instanceof Error) return { readUnits: 0, writeUnits: reported || leastForRefusal(input, outcome) };
  if (writes.has(operation)) return { readUnits: 0, writeUnits: reported };
  return { readUnits: Math.max(reported, leastForRead(operation, input)), writeUnits: 0 };
}

/** A batch and a transaction report one entry per table. */
function reportedUnits(outcome: unknown): number {
  const consumed = [field(outcome, 'ConsumedCapacity')].flat();
  return consumed.reduce<number>((sum, entry) => sum + numberOf(field(entry, 'CapacityUnits')), 0);
}

/**
 * AWS charges a Query that finds nothing as one of up to 4 KB; dynalite reports 0 for it.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
function leastForRead(operation: string, input: object): number {
  if (operation !== 'Query' && operation !== 'Scan') return 0;
  return field(input, 'ConsistentRead') === true ? 1 : 0.5;
}

/**
 * A write that its condition refused is charged by the size of the item that was in the way, at least 1; in a transaction
 * each item counts twice. The answer does not tell, so this is the least.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html
 */
function leastForRefusal(input: object, error: Error): number {
  if (error.name === 'ConditionalCheckFailedException') return 1;
  if (error.name !== 'TransactionCanceledException') return 0;
  const items = field(input, 'TransactItems');
  return Array.isArray(items) ? 2 * items.length : 0;
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : 0);
