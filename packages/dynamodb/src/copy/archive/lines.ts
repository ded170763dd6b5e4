import { LineProblem } from './line-problem.js';

/** An item of 400 KB of control characters takes 2.4 MB as JSON. Without a limit, a file that is none of ours would fill the memory. */
const LONGEST = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Splits bytes into lines, without their ends; the last one is not ended when `ended` is false. Only `\n` ends a line: JSON
 * may hold others that `node:readline` takes for ends.
 *
 * @throws {LineProblem} when a line is longer than any of an archive.
 */
export async function* linesIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line, void, undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      parts.push(chunk.subarray(start, end));
      yield { bytes: Buffer.concat(parts), ended: true };
      [parts, length, start] = [[], 0, end + 1];
    }
    parts.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > LONGEST) throw new LineProblem('it is longer than any line of an archive.');
  }
  if (length > 0) yield { bytes: Buffer.concat(parts), ended: false };
}

export interface Line {
  readonly bytes: Buffer;
  readonly ended: boolean;
}
