import type { History, LoadOptions, Store } from '@eventsource/core';
import { MissingEventsError } from './errors/missing-events-error.js';

/** Where there is nothing to load from: what the files lack is missing. */
export class NoStore implements Pick<Store, 'load'> {
  async load(stream: string, { after = 0 }: LoadOptions = {}): Promise<History> {
    throw new MissingEventsError(stream, after + 1);
  }
}
