import type { Publisher, PublisherOptions } from '@eventsource/lambda';
import type { Arrival } from './arrival.js';
import type { Faults } from './fate.js';
import type { Service } from './service.js';

/** A publisher and the service that it publishes to. */
export interface Rig {
  readonly service: Service;
  readonly faults: Faults;
  /** What the service promises, and allows in one request. */
  readonly ordered: boolean;
  readonly entries: number;
  readonly bytes: number;
  readonly entryBytes: number;
  publisher(options: PublisherOptions): Publisher;
  /** What was accepted, in order, since the rig began anew. */
  arrived(): readonly Arrival[];
  /** Begins anew. */
  reset(): void;
  stop(): Promise<void>;
}
