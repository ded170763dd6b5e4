/**
 * The text of one member of a JSON object, as it is written there: a number keeps all its digits, which `JSON.parse` would
 * round beyond 2^53. Of several members of that name it is the last, as for `JSON.parse`. The text must be valid JSON.
 */
export function memberText(object: string, name: string): string | undefined {
  let found: string | undefined;
  let at = afterSpace(object, object.indexOf('{') + 1);
  while (object[at] === '"') {
    const keyEnd = stringEnd(object, at);
    const start = afterSpace(object, object.indexOf(':', keyEnd) + 1);
    const end = valueEnd(object, start);
    if (JSON.parse(object.slice(at, keyEnd)) === name) found = object.slice(start, end).trimEnd();
    at = afterSpace(object, end + 1);
  }
  return found;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (' \t\n\r'.includes(text[at] ?? 'end')) at++;
  return at;
}

/** The index after the closing quote of the string that opens at `from`. */
function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** The index of the comma or brace that follows the value. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (depth === 0 && (char === ',' || char === '}')) return at;
    if (char === '{' || char === '[') depth++;
    if (char === '}' || char === ']') depth--;
    at = char === '"' ? stringEnd(text, at) : at + 1;
  }
  return at;
}
