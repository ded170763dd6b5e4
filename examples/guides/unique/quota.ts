import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type BegunChange, CompanionRefusedError, type CompanionSource, type DecidedCommand } from '@eventsource/core';
import type { CompanionWrite, DynamoDbCompanion } from '@eventsource/dynamodb';

export class QuotaUsedUp extends Error {
  override readonly name = 'QuotaUsedUp';
}

// #region quota
/** One message less for an account, in the transaction that stores the event of sending it. */
class OneLess implements DynamoDbCompanion {
  readonly target: string;

  constructor(
    private readonly client: DynamoDBClient,
    private readonly account: string,
  ) {
    this.target = `quota of ${account}`;
  }

  writes(): readonly CompanionWrite[] {
    return [{ write: { Update: this.#update('-1') }, refused: () => this.#refusal }];
  }

  /** Where the store takes no companions along. */
  async begin(): Promise<BegunChange> {
    try {
      await this.client.send(new UpdateItemCommand(this.#update('-1')));
    } catch (error) {
      throw error instanceof Error && error.name === 'ConditionalCheckFailedException' ? this.#refusal : error;
    }
    const undo = async () => void (await this.client.send(new UpdateItemCommand(this.#update('1'))));
    return { keep: async () => {}, undo };
  }

  get #refusal(): CompanionRefusedError {
    return new CompanionRefusedError(this.target, { cause: new QuotaUsedUp(this.account) });
  }

  #update(by: '-1' | '1') {
    return {
      TableName: 'quotas',
      Key: { account: { S: this.account } },
      UpdateExpression: 'ADD #left :by',
      ConditionExpression: '#left >= :needed',
      ExpressionAttributeNames: { '#left': 'left' },
      ExpressionAttributeValues: { ':by': { N: by }, ':needed': { N: by === '1' ? '0' : '1' } },
    };
  }
}

export const quotas = (client: DynamoDBClient): CompanionSource => ({
  serves: () => false,
  companionsOf: (decided: readonly DecidedCommand[]) =>
    decided.map(({ aggregateId }) => new OneLess(client, aggregateId)),
});
// #endregion
