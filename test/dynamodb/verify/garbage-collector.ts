import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** As `node --expose-gc` gives it. */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new TypeError('There is no garbage collector.');
  return () => void collect();
}
