import type { ConditionCheck, Delete, Put, TransactWriteItem, Update } from '@aws-sdk/client-dynamodb';

/**
 * What a projection writes to read models in DynamoDB: it is written in one transaction with the projection's position, so
 * that each event takes effect once. At most 99 writes, 4 MB, and one write to an item; nothing is sent before all handlers
 * are through.
 *
 * @example
 * transaction.put({ TableName: 'open-orders', Item: { order: { S: order }, customer: { S: customer } } });
 */
export interface DynamoDbTransaction {
  put(put: Put): void;
  update(update: Update): void;
  delete(deletion: Delete): void;
  /** Makes everything depend on an item that is not written. */
  check(check: ConditionCheck): void;
}

/** Collects what is written. */
export class CollectedWrites implements DynamoDbTransaction {
  readonly list: TransactWriteItem[] = [];

  put(Put: Put): void {
    this.list.push({ Put });
  }

  update(Update: Update): void {
    this.list.push({ Update });
  }

  delete(Delete: Delete): void {
    this.list.push({ Delete });
  }

  check(ConditionCheck: ConditionCheck): void {
    this.list.push({ ConditionCheck });
  }

  /** The tables that are written to, each once. */
  get tables(): string[] {
    const names = this.list.map(({ Put, Update, Delete, ConditionCheck }) => {
      const write = Put ?? Update ?? Delete ?? ConditionCheck;
      return write?.TableName ?? '?';
    });
    return [...new Set(names)];
  }
}
