import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Companion, CompanionRefusedError } from '@eventsource/core';

/** A companion of commits that a transaction of DynamoDB takes along. */
export interface DynamoDbCompanion extends Companion {
  /** At least one, each about an item of its own: DynamoDB takes no two in one transaction. */
  writes(): readonly CompanionWrite[];
}

/** What a companion writes in the transaction, in the same region and account as the commits. */
export interface CompanionWrite {
  readonly write: TransactWriteItem;
  /**
   * What it means that the condition failed, given the item in the way if the write asks for it; `undefined` when there is
   * nothing to write then, as with the release of something that is another's by now.
   */
  refusal(inTheWay: Readonly<Record<string, AttributeValue>> | undefined): CompanionRefusedError | undefined;
}

export const isForDynamoDb = (companion: Companion): companion is DynamoDbCompanion =>
  'writes' in companion && typeof companion.writes === 'function';
