import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { DescribedTable } from '@eventsource/dynamodb';

type Key = DescribedTable['key'];

/** A key for people: `key (S), partition (N)`. */
export const keyText = (key: Key): string => key.map(({ name, type }) => `${name} (${type})`).join(', ');

/** The key that a definition gives a table. */
export const keyOf = ({ KeySchema = [], AttributeDefinitions = [] }: CreateTableCommandInput): Key =>
  KeySchema.map(({ AttributeName: name = '', KeyType: keyType = '' }) => ({
    name,
    keyType,
    type: AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType ?? '',
  }));
