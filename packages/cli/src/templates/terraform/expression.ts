/** The lines of an expression, indented as if it stood at the left edge. */
export type Expression = readonly string[];

/** As it is written: a reference, a number, a type. */
export const code = (written: string | number | boolean): Expression => [String(written)];

/** A string that is taken literally, whatever it holds. */
export const text = (value: string): Expression => [quoted(value)];

/** A string in which references are filled in. */
export const template = (written: string): Expression => [`"${written}"`];

export const list = (items: readonly Expression[]): Expression => {
  const single = `[${items.map((item) => item.join(' ')).join(', ')}]`;
  return items.length <= 1 ? [single] : ['[', ...items.map((item) => `  ${item.join(' ')},`), ']'];
};

export function map(entries: Readonly<Record<string, Expression>>): Expression {
  const rows = Object.entries(entries).map(([key, value]): [string, Expression] => [quoted(key), value]);
  return rows.length === 0 ? ['{}'] : ['{', ...indented(assignments(rows)), '}'];
}

/** One assignment a line. Equals signs of neighbours stand below each other, as `terraform fmt` sets them. */
export function assignments(rows: readonly (readonly [string, Expression])[]): readonly string[] {
  return rows.flatMap(([name, [first = '', ...rest]], index) => {
    const padded = rest.length > 0 ? name : name.padEnd(widthAt(rows, index));
    return [`${padded} = ${first}`, ...rest];
  });
}

/** The longest name among the neighbours on one line each. A longer expression ends the neighbourhood. */
function widthAt(rows: readonly (readonly [string, Expression])[], index: number): number {
  const isLong = ([, lines]: readonly [string, Expression]) => lines.length > 1;
  const start = rows.slice(0, index).findLastIndex(isLong) + 1;
  const end = rows.findIndex((row, at) => at > index && isLong(row));
  return Math.max(...rows.slice(start, end === -1 ? undefined : end).map(([name]) => name.length));
}

export const indented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line ? `  ${line}` : line));

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** `${` and `%{` begin a reference or a directive; written with an escape they begin nothing. */
const quoted = (value: string): string => `"${value.replaceAll(SPECIAL, (found) => ESCAPES[found] ?? unicode(found))}"`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what has to be written otherwise.
const SPECIAL = /["\\\u0000-\u001f\u007f\u2028\u2029]|[$%](?=\{)/g;

const unicode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
