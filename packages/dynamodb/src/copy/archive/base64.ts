import { LineProblem } from './line-problem.js';

export const base64Of = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** @throws {LineProblem} when it is no base64, which Node would read all the same, or none that this package writes. */
export function bytesIn(text: unknown): Uint8Array {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'base64') : undefined;
  if (!bytes || base64Of(bytes) !== text) throw new LineProblem('it holds binary that is not base64.');
  return bytes;
}
