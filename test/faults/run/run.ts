import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTable } from '@eventsource/dynamodb';
import { createReservationTable } from '@eventsource/singleton';
import { check } from '../check/check.js';
import { checkReserving } from '../check/reserving/check-reserving.js';
import { emulatorClient } from '../emulator-client.js';
import { Ledger } from '../proxy/ledger.js';
import { Member } from './crew.js';
import { type Figures, figuresOf } from './figures.js';
import type { Scenario } from './scenario.js';
import type { Site } from './site.js';

export interface Report {
  readonly figures: Figures;
  /** What should not be, in words; empty when all is well. */
  readonly violations: readonly string[];
  /** Where the journals are, kept only when something was violated. */
  readonly directory: string;
}

/** How far a run is. */
export interface Progress {
  readonly steps: number;
  readonly kills: number;
}

/** Lets the workers of a scenario loose on an empty table, waits until the last late write has landed, and checks it all. */
export async function run(
  scenario: Scenario,
  endpoint: string,
  onProgress: (progress: Progress) => void = () => {},
): Promise<Report> {
  const directory = mkdtempSync(join(tmpdir(), 'faults-'));
  const { reserving, plan } = scenario;
  const table = `faults-${process.pid}-${Date.now()}`;
  const site = { endpoint, table, directory, ...(reserving && { reservations: `${table}-reservations` }) };
  await createIn(site);
  const ledger = reserving && new Ledger();
  const crew = await Promise.all(plan.map((steps, worker) => Member.hire(scenario, site, steps, worker, ledger)));
  await work(crew, onProgress);
  const calls = crew.flatMap((member) => member.calls);
  const violations = ledger ? await checkReserving(site, calls, ledger, reserving) : await check(site, calls);
  if (!calls.some(({ answer }) => answer?.kind === 'stored'))
    violations.push('No command was stored: this proves nothing.');
  if (violations.length === 0) rmSync(directory, { recursive: true });
  return { figures: figuresOf(crew, calls, violations.length), violations, directory };
}

async function createIn({ endpoint, table, reservations }: Site): Promise<void> {
  const client = emulatorClient(endpoint);
  await createTable({ table, client });
  if (reservations !== undefined) await createReservationTable({ table: reservations, client });
  client.destroy();
}

async function work(crew: readonly Member[], onProgress: (progress: Progress) => void): Promise<void> {
  const watch = setInterval(() => onProgress(progressOf(crew)), 500);
  try {
    await Promise.all(crew.map(({ worker }) => worker.run()));
    await Promise.all(crew.map(({ proxy }) => proxy.settle()));
  } finally {
    clearInterval(watch);
    for (const { worker } of crew) worker.stop();
    await Promise.all(crew.map(({ proxy }) => proxy.stop()));
  }
}

const progressOf = (crew: readonly Member[]): Progress => ({
  steps: crew.reduce((sum, { worker }) => sum + worker.steps, 0),
  kills: crew.reduce((sum, { worker }) => sum + worker.kills, 0),
});
