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
   * What it means that the condition failed, given the item in the way if the write asks for it: that the commits must not
   * be stored, or what to write instead. That may be nothing, as with the release of what is somebody else's by now.
   */
  refused(
    inTheWay: Readonly<Record<string, AttributeValue>> | undefined,
  ): CompanionRefusedError | readonly CompanionWrite[];
}

export const isForDynamoDb = (companion: Companion): companion is DynamoDbCompanion =>
  'writes' in companion && typeof companion.writes === 'function';
