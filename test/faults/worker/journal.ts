import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Call, CallEnd, CallStart } from './call.js';

/** What a worker writes down before and after each call. A line is with the operating system before the call goes on. */
export class Journal {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  write(entry: CallStart | CallEnd): void {
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The calls in a journal, in the order in which they began. */
export function readJournal(path: string): Call[] {
  const calls = new Map<string, Call>();
  for (const line of existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []) {
    if (line === '') continue;
    const entry: CallStart | CallEnd = JSON.parse(line);
    if ('start' in entry) calls.set(entry.call, entry);
    else complete(calls, entry);
  }
  return [...calls.values()];
}

function complete(calls: Map<string, Call>, end: CallEnd): void {
  const call = calls.get(end.call);
  if (!call) throw new Error(`The journal knows an end of call ${end.call}, but no start.`);
  calls.set(end.call, { ...call, ...end });
}
