import { defaultNaming } from '@eventsource/core';
import { UsageError } from '../../errors/usage-error.js';
import type { StreamOptions } from './stream-options.js';

/** The stream's key, as `defaultNaming` makes it where an aggregate is named. @throws {UsageError} */
export function keyOf(id: string, { aggregate, tenant }: StreamOptions): string {
  if (aggregate !== undefined) return defaultNaming({ aggregate, aggregateId: id, tenant });
  if (tenant === undefined) return id;
  throw new UsageError('--tenant needs --aggregate: the key of a stream already names its tenant.');
}
