import type { Block } from './block.js';
import { code, type Expression, text } from './expression.js';

interface Declared {
  readonly type: 'string' | 'bool' | 'number' | 'map(string)';
  readonly default: Expression;
  readonly description: string;
}

export const variable = (name: string, { type, description, default: initial }: Declared): Block => ({
  type: 'variable',
  labels: [name],
  arguments: { description: text(description), type: code(type), default: initial, nullable: code(false) },
});

export const output = (name: string, description: string, value: string): Block => ({
  type: 'output',
  labels: [name],
  arguments: { description: text(description), value: code(value) },
});
