import type { Progress, Report } from '../run/run.js';

/** Shows how far the run is, on one line that is written over and over; nothing where nobody watches. */
export function showProgress(commands: number): (progress: Progress) => void {
  if (!process.stderr.isTTY) return () => {};
  return ({ steps, kills }) => {
    process.stderr.write(
      `\r${steps.toLocaleString('en')} of ${commands.toLocaleString('en')} commands, ${kills} kills `,
    );
  };
}

/** The figures of a run, for people. */
export function describe(seed: number, seconds: number, { figures, violations, directory }: Report): string {
  const { answers, faults, ...counts } = figures;
  const lines = Object.entries({
    seed,
    seconds,
    ...counts,
    ...prefixed('answered', answers),
    ...prefixed('fault', faults),
  });
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    ...lines.map(([name, count]) => `${name.padEnd(width)}  ${count}`),
    ...violations.slice(0, 50).map((violation) => `VIOLATION ${violation}`),
    ...(violations.length > 0 ? [`Journals of every call: ${directory}`] : ['Nothing lost, doubled or stale.']),
  ].join('\n');
}

const prefixed = (prefix: string, counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [`${prefix} ${name}`, count]));
