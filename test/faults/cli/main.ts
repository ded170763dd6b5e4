import { EmulatorProcess } from '../emulator-process.js';
import { type Plan, samplePlan, sampleRegistrations, sampleTransfers } from '../plan/plan.js';
import { evenRates } from '../proxy/fault-source.js';
import { type Report, run } from '../run/run.js';
import { type Arguments, argumentsOf, usage } from './arguments.js';
import { describe, showProgress } from './narration.js';

try {
  const args = argumentsOf(process.argv.slice(2));
  if (args.help) process.stdout.write(usage);
  else await main(args);
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

async function main(args: Arguments): Promise<void> {
  if (!args.json) process.stderr.write(`Seed ${args.seed}\n`);
  const emulator = args.endpoint === undefined ? await EmulatorProcess.start(...plain(args)) : undefined;
  try {
    const begun = Date.now();
    const report = await runOn(emulator?.endpoint ?? args.endpoint ?? '', args);
    const seconds = Math.round((Date.now() - begun) / 1000);
    tell(args, seconds, report);
  } finally {
    await emulator?.stop();
  }
}

/** Without transactions, what is reserved is reserved apart. */
const plain = ({ apart }: Arguments): readonly 'plain'[] => (apart ? ['plain'] : []);

function planOf({ commands, transfers, reservations, seed, workers }: Arguments): Plan {
  if (transfers > 0) return sampleTransfers(workers, transfers, seed);
  if (reservations > 0) return sampleRegistrations(workers, Math.ceil(reservations / workers), seed);
  return samplePlan(workers, Math.ceil(commands / workers), seed);
}

function runOn(endpoint: string, args: Arguments): Promise<Report> {
  const { seed, rate, patience, lanes, json, reservations, apart } = args;
  const plan = planOf(args);
  const scenario = {
    seed,
    plan,
    rates: evenRates(rate),
    lives: { least: 200, most: 20_000, kills: Infinity },
    patience,
    lanes,
    ...(reservations > 0 && { reserving: apart ? ('apart' as const) : ('together' as const) }),
  };
  return run(scenario, endpoint, json ? undefined : showProgress(plan.reduce((sum, steps) => sum + steps.length, 0)));
}

function tell({ seed, json }: Arguments, seconds: number, report: Report): void {
  const { figures, violations } = report;
  const text = json ? JSON.stringify({ seed, seconds, ...figures, violations }) : describe(seed, seconds, report);
  process.stdout.write(`${text}\n`);
  if (violations.length > 0) process.exitCode = 1;
}
