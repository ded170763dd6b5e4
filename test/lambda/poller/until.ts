import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until it is so, ten seconds at most. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 10_000; !(await isSo()); await sleep(2)) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${isSo}.`);
  }
}
