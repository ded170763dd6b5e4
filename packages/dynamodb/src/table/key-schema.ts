import type { TableDescription } from '@aws-sdk/client-dynamodb';

/** One part of a table's key. */
interface KeyPart {
  readonly name: string;
  readonly keyType: string;
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
