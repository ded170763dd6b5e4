import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Policy } from './policies.js';

/** A table of a template. */
export interface PlannedTable {
  readonly holds: 'events' | 'reservations';
  /** What CreateTable is sent, apart from what all tables of the plan share. */
  readonly input: CreateTableCommandInput;
  /** The attribute, if any, that holds the time at which DynamoDB deletes an item. */
  readonly expiry?: string | undefined;
}

/** What a template is of. The formats, Terraform and CloudFormation, know no more than this. */
export interface Plan {
  readonly tables: readonly PlannedTable[];
  readonly policies: readonly Policy[];
  readonly deletionProtection: boolean;
  readonly pointInTimeRecovery: boolean;
  readonly tags: Readonly<Record<string, string>>;
}
