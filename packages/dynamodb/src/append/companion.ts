import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Companion, CompanionRefusedError } from '@eventsource/core';

/** A companion of commits that a transaction of DynamoDB takes along. */
export interface DynamoDbCompanion extends Companion {
  /** At least one, each for a different item: DynamoDB takes only one write to an item in a transaction. */
  writes(): readonly CompanionWrite[];
}

/** What a companion writes in the transaction, in the same region and account as the commits. */
export interface CompanionWrite {
  readonly write: TransactWriteItem;
  /**
   * Called when the condition failed, with the item in the way if the write asks for it. Says that the commits must not
   * be stored, or what to write instead. That may be nothing, for instance when a value to be released belongs to
   * somebody else by now.
   */
  refused(
    inTheWay: Readonly<Record<string, AttributeValue>> | undefined,
  ): CompanionRefusedError | readonly CompanionWrite[];
}

export const isForDynamoDb = (companion: Companion): companion is DynamoDbCompanion =>
  'writes' in companion && typeof companion.writes === 'function';
