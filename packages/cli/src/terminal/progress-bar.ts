import CliProgress from 'cli-progress';
import type { Session } from '../session.js';

/** Shows on stderr how far long work has come, if that is a terminal. */
export interface ProgressBar {
  /** @param done of the total. @param note what else there is to say: `12,000 events`. */
  update(done: number, note: string): void;
  /** Takes the bar away, so that something can be written, until the next update. */
  hide(): void;
  /** Takes the bar away for good. */
  stop(): void;
}

const NO_BAR: ProgressBar = { update: () => undefined, hide: () => undefined, stop: () => undefined };

/**
 * @param total an estimate will do: the bar never shows more than all of it. Where it is not known, 0, only notes are shown.
 */
export function progressBar({ stdout, stderr, json }: Session, label: string, total: number): ProgressBar {
  if (!stderr.isTTY || (json && stdout.isTTY)) return NO_BAR;
  const most = Math.max(total, 1);
  const bar = new CliProgress.SingleBar({
    format: total > 0 ? `${label} {bar} {percentage}% | {note}` : `${label} … {note}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    stream: stderr,
    hideCursor: true,
    clearOnComplete: true,
    gracefulExit: false,
  });
  const hide = () => bar.isActive && bar.stop();
  return {
    update: (done, note) => {
      const value = Math.min(done, most);
      if (bar.isActive) bar.update(value, { note });
      else bar.start(most, value, { note });
    },
    hide,
    stop: hide,
  };
}
