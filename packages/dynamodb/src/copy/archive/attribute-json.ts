import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../item/item.js';
import { type Fields, isFields } from '../../reading/checkpoint-fields.js';
import { base64Of, bytesIn } from './base64.js';
import { LineProblem } from './line-problem.js';

/** Attributes as the AWS console and its command line write them: `{"note":{"S":"…"}}`, with binary in base64. */
export const attributesJson = (item: Item): Fields =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueJson(value)]));

function valueJson(value: AttributeValue): Fields {
  if (value.B !== undefined) return { B: base64Of(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64Of) };
  if (value.L !== undefined) return { L: value.L.map(valueJson) };
  if (value.M !== undefined) return { M: attributesJson(value.M) };
  return { ...value };
}

/** @throws {LineProblem} */
export function attributesIn(json: unknown): Item {
  if (!isFields(json) || Array.isArray(json)) throw new LineProblem('its attributes are not an object.');
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, valueIn(name, value)]));
}

function valueIn(name: string, json: unknown): AttributeValue {
  const [field, ...more] = isFields(json) ? Object.entries(json) : [];
  const value = field && more.length === 0 ? typedValue(name, field[0], field[1]) : undefined;
  if (!value) throw new LineProblem(`attribute "${name}" is not a value of DynamoDB.`);
  return value;
}

function typedValue(name: string, type: string, value: unknown): AttributeValue | undefined {
  if (type === 'S' && typeof value === 'string') return { S: value };
  if (type === 'N' && typeof value === 'string') return { N: value };
  if (type === 'BOOL' && typeof value === 'boolean') return { BOOL: value };
  if (type === 'NULL' && value === true) return { NULL: true };
  if (type === 'B') return { B: bytesIn(value) };
  if (type === 'M') return { M: attributesIn(value) };
  return Array.isArray(value) ? listValue(name, type, value) : undefined;
}

function listValue(name: string, type: string, values: readonly unknown[]): AttributeValue | undefined {
  if (type === 'L') return { L: values.map((value) => valueIn(name, value)) };
  if (type === 'BS') return { BS: values.map(bytesIn) };
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length < values.length) return undefined;
  if (type === 'SS') return { SS: texts };
  return type === 'NS' ? { NS: texts } : undefined;
}
