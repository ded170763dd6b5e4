import { EventHandler, Projection, type ProjectionContext } from '@eventsource/core';
import type { DynamoDbTransaction } from '@eventsource/lambda';
import { Deposited } from '../../core/accounts/account.js';

type Context = ProjectionContext<DynamoDbTransaction>;

const keyOf = (account: string) => ({ account: { S: account } });

/** Makes each kind of write to its read model. */
@Projection('writing')
export class Writing {
  @EventHandler()
  protected deposited(_: Deposited, { aggregateId, transaction }: Context) {
    const TableName = 'read-model';
    transaction.put({ TableName, Item: keyOf(`${aggregateId} put`) });
    transaction.delete({ TableName, Key: keyOf(`${aggregateId} deleted`) });
    transaction.update({
      TableName,
      Key: keyOf(`${aggregateId} updated`),
      UpdateExpression: 'ADD times :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
    transaction.check({
      TableName,
      Key: keyOf(`${aggregateId} checked`),
      ConditionExpression: 'attribute_not_exists(account)',
    });
  }
}

/** Writes elsewhere, so that only its position moves; fails while it is told to. */
@Projection('elsewhere')
export class Elsewhere {
  static fails = false;

  @EventHandler()
  protected deposited(_: Deposited) {
    if (Elsewhere.fails) throw new Error('no');
  }
}

/** Its table was forgotten, which it gets over after so many failures: until then it holds up the shard. */
@Projection('lost')
export class Lost {
  static failures = 1;

  @EventHandler()
  protected deposited(_: Deposited, { aggregateId, transaction }: Context) {
    if (Lost.failures-- > 0) transaction.put({ TableName: 'forgotten', Item: keyOf(aggregateId) });
  }
}
