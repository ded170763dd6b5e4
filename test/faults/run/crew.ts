import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from '../plan/step.js';
import { FaultProxy } from '../proxy/fault-proxy.js';
import { SeededFaults } from '../proxy/fault-source.js';
import type { Ledger } from '../proxy/ledger.js';
import { Random } from '../proxy/random.js';
import { type Call } from '../worker/call.js';
import { readJournal } from '../worker/journal.js';
import type { Scenario } from './scenario.js';
import type { Site } from './site.js';
import { WorkerProcess } from './worker-process.js';

/** A worker, behind a proxy of its own: so that the faults it meets depend on nobody else's requests. */
export class Member {
  private constructor(
    readonly worker: WorkerProcess,
    readonly proxy: FaultProxy,
    private readonly journal: string,
  ) {}

  static async hire(
    { seed, rates, lives, patience, lanes }: Scenario,
    site: Site,
    steps: readonly Step[],
    worker: number,
    ledger?: Ledger,
  ) {
    const own = seed + 7919 * (worker + 1);
    const proxy = await FaultProxy.start({
      target: site.endpoint,
      faults: new SeededFaults(own, rates),
      late: { least: patience + 20, most: 10 * patience },
      seed: own,
      ledger,
    });
    const [plan, journal] = [
      join(site.directory, `plan-${worker}.json`),
      join(site.directory, `journal-${worker}.ndjson`),
    ];
    writeFileSync(plan, JSON.stringify(steps));
    const random = new Random(own);
    let left = lives.kills;
    const { endpoint } = proxy;
    const { table, reservations } = site;
    const process = new WorkerProcess({ worker, plan, journal, table, reservations, endpoint, patience, lanes }, () =>
      left-- > 0 ? random.integer(lives.least, lives.most) : undefined,
    );
    return new Member(process, proxy, journal);
  }

  get calls(): readonly Call[] {
    return readJournal(this.journal);
  }
}
