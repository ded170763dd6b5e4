import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Policy } from './policies.js';

/** A table of a template. */
export interface PlannedTable {
  readonly holds: 'events' | 'reservations' | 'checkpoints';
  /** What CreateTable is sent, apart from what all tables of the plan share. */
  readonly input: CreateTableCommandInput;
  /** The attribute, if any, that holds the time at which DynamoDB deletes an item. */
  readonly expiry?: string | undefined;
}

/** A Lambda function that is given what is stored. */
export interface PlannedConsumer {
  /** Its name or ARN. */
  readonly functionName: string;
  /** The name of its role. */
  readonly role: string;
  /** Kinds of changes that it is called for. */
  readonly eventNames: readonly string[];
}

/** What a template is of. The formats, Terraform and CloudFormation, know no more than this. */
export interface Plan {
  readonly tables: readonly PlannedTable[];
  readonly policies: readonly Policy[];
  readonly consumer?: PlannedConsumer | undefined;
  readonly deletionProtection: boolean;
  readonly pointInTimeRecovery: boolean;
  readonly tags: Readonly<Record<string, string>>;
}
