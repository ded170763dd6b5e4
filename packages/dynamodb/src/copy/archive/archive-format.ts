import { type Fields, isFields } from '../../reading/checkpoint-fields.js';
import type { ArchiveEnd } from './archive-counts.js';
import { LineProblem } from './line-problem.js';

/** Raised when a reader of this version could not read the file rightly any more. */
const VERSION = 1;

/** The first line. */
export const HEADER = JSON.stringify({ format: 'eventsource-archive', version: VERSION });

/** The last line. */
export const endLine = (end: ArchiveEnd): string => JSON.stringify({ end });

/** @throws {LineProblem} when this is no archive, or none that can be read here. */
export function checkHeader({ format, version }: Fields): void {
  if (format !== 'eventsource-archive') throw new LineProblem('this is not an archive of eventsource.');
  if (version === VERSION) return;
  throw new LineProblem(`the archive is of format version ${version}; this program reads version ${VERSION}.`);
}

export const isEnd = (fields: Fields): boolean => Object.hasOwn(fields, 'end');

/** @throws {LineProblem} when what was read is not what the last line says. */
export function checkEnd({ end }: Fields, read: ArchiveEnd): void {
  if (!isFields(end)) throw new LineProblem('it is not a last line.');
  for (const [name, value] of Object.entries(read)) {
    if (end[name] === value) continue;
    throw new LineProblem(`the file was changed: its ${name} should be ${end[name]}, and is ${value}.`);
  }
}
