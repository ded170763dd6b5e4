/** What JSON can carry. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Parses stored text. A `__proto__` key, which assignments elsewhere would turn into a prototype, is refused wherever it
 * stands. The walk that finds it is paid for only by text that could hold one.
 *
 * @throws {SyntaxError}
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (text.includes('__proto__') || text.includes('\\u')) refuseProto(value);
  return value;
}

function refuseProto(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '__proto__')) throw new SyntaxError('it holds a "__proto__" key.');
  for (const inner of Object.values(value)) refuseProto(inner);
}
