import { EventSourceError } from '@eventsource/core';

/**
 * The option `table` is neither the name of a table nor its ARN: most often it comes from an environment variable that is
 * not set. Nothing was sent: pass a name.
 */
export class InvalidTableNameError extends EventSourceError {
  override readonly name = 'InvalidTableNameError';

  /** @param holds what the table is for: `'events'`. @param value what was given in place of a name. */
  constructor(
    readonly holds: string,
    readonly value: unknown,
  ) {
    super(`The option "table" for ${holds} is ${describe(value)}`);
  }
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return `${value}: is an environment variable not set?`;
  if (value === '') return 'empty: is an environment variable not set?';
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 300)) : `a ${typeof value}`;
  return `${shown}: use a name of 3 to 255 letters, digits, "_", "." and "-", or an ARN.`;
}
