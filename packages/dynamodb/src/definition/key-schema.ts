import type { TableDescription } from '@aws-sdk/client-dynamodb';

/** One attribute of a table's key. */
export interface KeyPart {
  readonly name: string;
  /** `HASH` or `RANGE`. */
  readonly keyType: string;
  /** `S`, `N` or `B`. */
  readonly type: string;
}

/** The key of a table, by its definition or by what DynamoDB says of it. */
export const keySchema = ({
  KeySchema = [],
  AttributeDefinitions = [],
}: Pick<TableDescription, 'KeySchema' | 'AttributeDefinitions'>): KeyPart[] =>
  KeySchema.map(({ AttributeName = '', KeyType = '' }) => ({
    name: AttributeName,
    keyType: KeyType,
    type: AttributeDefinitions.find((attribute) => attribute.AttributeName === AttributeName)?.AttributeType ?? '',
  }));
