import { setTimeout as sleep } from 'node:timers/promises';

/** @throws after 30 seconds. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; !isSo(); await sleep(10)) {
    if (Date.now() > end) throw new Error(`After 30 seconds there is still no ${what}.`);
  }
}
