import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { keySchema } from './key-schema.js';

/** What a table is for: what there has to be, and what errors say about one that is missing or another. */
export interface TableKind {
  /** What it holds: `'events'`. */
  readonly holds: string;
  /** The exact input of CreateTable for a table of this name. */
  readonly definition: (table: string) => CreateTableCommandInput;
  /** The attribute with the Unix time, in seconds, after which DynamoDB may delete an item. Without it, none expires. */
  readonly expiry?: string | undefined;
  /** The name of the function that tells the definition, for messages. */
  readonly definedBy: string;
  /** The name of the function that creates such a table, for messages. */
  readonly createdBy: string;
  /** The package that exports both. */
  readonly package: string;
}

/** What another key schema is told. */
export const keyNeeded = ({ holds, definition, definedBy }: TableKind): string =>
  `${holds} need the ${keySchema(definition('')).map(inWords).join(' and the ')}, as ${definedBy}() says.`;

/** What to do where there is no such table. */
export const creation = (table: string, kind: TableKind): string =>
  `create it: ${kind.createdBy}({ table: '${table}' }) of ${kind.package}.`;

const inWords = ({ name, keyType, type }: ReturnType<typeof keySchema>[number]): string =>
  `${keyType.toLowerCase()} key "${name}" (${type})`;
