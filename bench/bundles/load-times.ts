import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);
// The SDK announces the end of its support for Node 20 in every process anew.
const env = { ...process.env, AWS_REGION: 'us-east-1', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

/**
 * How long Node takes to load each file, in milliseconds, less what it takes to load nothing: medians of processes that are
 * started in turns, so that a noisy moment of the machine hits all alike.
 */
export async function loadTimes(
  paths: readonly string[],
  rounds: number,
  onRound: (round: number) => void,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map(['', ...paths].map((path) => [path, [] as number[]]));
  for (let round = 1; round <= rounds; round += 1) {
    onRound(round);
    for (const [path, taken] of times) taken.push(await timeOf(path));
  }
  const nothing = median(times.get('') ?? []);
  return new Map(paths.map((path) => [path, Math.round(median(times.get(path) ?? []) - nothing)]));
}

async function timeOf(path: string): Promise<number> {
  const begun = performance.now();
  await execute(process.execPath, path === '' ? ['-e', '0'] : [path], { env });
  return performance.now() - begun;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
