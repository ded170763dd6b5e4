import CliProgress from 'cli-progress';
import type { Session } from '../session.js';

/** Shows on stderr how far long work has come, if that is a terminal. */
export interface ProgressBar {
  /** @param done of the total. @param note what else there is to say: `12,000 events`. */
  update(done: number, note: string): void;
  /** Takes the bar away. */
  stop(): void;
}

/** @param total an estimate will do: the bar never shows more than all of it. */
export function progressBar({ stderr, json }: Session, label: string, total: number): ProgressBar {
  if (!stderr.isTTY || json) return { update: () => undefined, stop: () => undefined };
  const bar = new CliProgress.SingleBar({
    format: `${label} {bar} {percentage}% | {note}`,
    stream: stderr,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    gracefulExit: false,
    barsize: 30,
  });
  bar.start(Math.max(total, 1), 0, { note: '' });
  return {
    update: (done, note) => bar.update(Math.min(done, Math.max(total, 1)), { note }),
    stop: () => bar.stop(),
  };
}
