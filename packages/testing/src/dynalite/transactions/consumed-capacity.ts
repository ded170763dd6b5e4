import type { TransactRequest } from './transact-request.js';

/** What a write of a transaction is charged by. */
export interface Written {
  readonly table: string;
  /** Of the item before or after, whichever is larger, each started one. */
  readonly kilobytes: number;
}

/**
 * A transaction is charged twice what single requests would be. One that comes again under its token only reads the items.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-capacity-handling
 */
const units = {
  WriteCapacityUnits: ({ kilobytes }: Written) => 2 * kilobytes,
  ReadCapacityUnits: ({ kilobytes }: Written) => 2 * Math.ceil(kilobytes / 4),
};

/** The answer to a transaction that is made: what it has consumed, table by table, if it asks for that. */
export function answerTo(
  { capacity }: TransactRequest,
  written: readonly Written[],
  kind: keyof typeof units,
): { readonly ConsumedCapacity?: readonly object[] } {
  if (capacity === 'NONE') return {};
  const tables = new Map<string, number>();
  for (const write of written) tables.set(write.table, (tables.get(write.table) ?? 0) + units[kind](write));
  const ConsumedCapacity = [...tables].map(([TableName, CapacityUnits]) => {
    const consumed = { CapacityUnits, [kind]: CapacityUnits };
    return { TableName, ...consumed, ...(capacity === 'INDEXES' && { Table: consumed }) };
  });
  return { ConsumedCapacity };
}
