import { EventRefusedError } from './errors/event-refused-error.js';
import { TargetUnavailableError } from './errors/target-unavailable-error.js';
import type { Refusal } from './target.js';

/** The typed error for an event that was not accepted. */
export function refusalError(
  stream: string,
  version: number,
  target: string,
  { code, message, final, cause }: Refusal,
): EventRefusedError | TargetUnavailableError {
  const Refused = final ? EventRefusedError : TargetUnavailableError;
  return new Refused(stream, version, target, code, message, cause === undefined ? undefined : { cause });
}
