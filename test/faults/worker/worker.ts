import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import type { Step } from '../plan/step.js';
import { application, impatientClient, registration } from './application.js';
import { BankClerk } from './bank-clerk.js';
import type { Call } from './call.js';
import { Journal, readJournal } from './journal.js';
import { Teller } from './teller.js';
import { UserClerk } from './user-clerk.js';
import type { WorkerMessage, WorkerOptions } from './worker-options.js';

// The program of a worker: takes its steps through a few lanes at once. It can be killed at any moment; started again, it
// first repeats what was under way, then goes on.
const options: WorkerOptions = JSON.parse(process.argv[2] ?? '');
const { worker, restarts, table, reservations, endpoint, patience, lanes } = options;
const tell = (message: WorkerMessage) => process.send?.(message);
process.once('disconnect', () => process.exit(1));

const steps: readonly Step[] = JSON.parse(readFileSync(options.plan, 'utf8'));
const last = new Map<number, Call>(readJournal(options.journal).map((call) => [call.step, call]));
const journal = new Journal(options.journal);

// Every other worker uses a client of its own instead of the one that the store makes.
const connection = worker % 2 === 0 ? { endpoint } : { client: impatientClient(endpoint, patience) };
const settings = { ...connection, requestTimeout: 3 * patience };
const clerk =
  reservations === undefined
    ? new BankClerk(application({ table, ...settings }))
    : new UserClerk(registration({ table, ...settings }, { table: reservations, ...settings }));
const teller = new Teller(clerk, journal, `${worker}.${restarts}`);

const tasks = tasksOf(steps);
let done = steps.length - tasks.length;
tell({ kind: 'ready' });
await Promise.all(Array.from({ length: lanes }, work));
journal.close();
process.send?.({ kind: 'progress', steps: done } satisfies WorkerMessage, () => process.exit());

function tasksOf(all: readonly Step[]): (() => Promise<void>)[] {
  const unfinished = all.filter(({ number }) => isUnfinished(last.get(number)));
  const untouched = all.filter(({ number }) => !last.has(number));
  return [...unfinished.map((step) => () => resume(step)), ...untouched.map((step) => () => teller.take(step))];
}

function isUnfinished(call: Call | undefined): boolean {
  return call !== undefined && (call.answer === undefined || call.answer.kind === 'unknown');
}

async function resume(step: Step): Promise<void> {
  const call = last.get(step.number);
  if (call) await teller.resume(step, call);
}

async function work(): Promise<void> {
  for (let task = tasks.shift(); task; task = tasks.shift()) {
    await task();
    done += 1;
    if (done % 20 === 0) tell({ kind: 'progress', steps: done });
  }
}
