import { setMaxListeners } from 'node:events';
import { BulkDelivery } from '@eventsource/core';
import { identify } from '../copy/table/table-identity.js';
import { DynamoDbStore } from '../dynamodb-store.js';
import { Pace } from '../reading/pace.js';
import { PacedRequests } from '../reading/paced-requests.js';
import { TableReader } from '../reading/table-reader.js';
import { systemTimer } from '../reading/timer.js';
import { Requests } from '../request/requests.js';
import { type RebuildLimits, rebuildLimitsIn, segmentsOf } from './rebuild-limits.js';
import { checkpointOfRebuild, rebuildMarkIn } from './rebuild-mark.js';
import type { RebuildOptions } from './rebuild-options.js';
import type { RebuildTotals } from './rebuild-totals.js';
import { Rebuilding } from './rebuilding.js';

/**
 * Brings consumers up to date from a table: reads all of it, strongly consistent, in parallel segments, and delivers
 * each stream in order. A consumer does not get again what it has already taken, so that a rebuild may be interrupted
 * and repeated, and may run beside the live feed: an event that both deliver takes effect once.
 *
 * Events that are stored behind the reading's current place are left to the live feed. Start that feed first, or from a
 * time before the rebuild: no event is missed then.
 *
 * It holds one page of 1 MB for each segment. A page that DynamoDB throttles or does not answer is asked for again for about
 * two minutes, and so is a consumer whose database does; see {@link BulkDelivery}.
 *
 * @returns what was read and taken, since the first of the rebuilds that went on from each other's checkpoints.
 * @throws {DeliveryFailedError} without `onFailure`, when a consumer cannot take a stream.
 * @throws {ConsumerUnavailableError} when a consumer can take nothing, whatever the stream.
 * @throws {CheckpointError} when the checkpoint is invalid, or from another rebuild.
 * @throws {RangeError} when an option is out of range.
 * @throws what reading a table may throw, {@link ThrottledError} and {@link StoreUnavailableError} among it, and the
 * signal's reason. The checkpoint of the last progress stays valid then.
 * @example
 * const consumers = container.resolve(Projections).consumers();
 * const { events, units } = await rebuild({ table: 'orders', consumers });
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildTotals> {
  const limits = rebuildLimitsIn(options);
  const { table, requestTimeout, ...connection } = connectionIn(options);
  const requests = new Requests(connection, table, requestTimeout);
  const store = new DynamoDbStore(connectionIn(options));
  try {
    return await run(options, limits, requests, store);
  } finally {
    requests.close();
    store.close();
  }
}

async function run(
  options: RebuildOptions,
  limits: RebuildLimits,
  requests: Requests,
  store: DynamoDbStore,
): Promise<RebuildTotals> {
  const { consumers, checkpoint, delivery, onFailure, onProgress, onWait, timer = systemTimer } = options;
  const controller = new AbortController();
  const signal = AbortSignal.any([controller.signal, ...(options.signal ? [options.signal] : [])]);
  signal.throwIfAborted();
  // Each segment listens to it, and each stream under way.
  setMaxListeners(0, signal);
  const { identity, expected } = await identify(requests, connectionIn(options));
  const names = { table: identity, consumers: consumers.map(({ name }) => name) };
  const mark = checkpoint === undefined ? undefined : rebuildMarkIn(checkpoint, names);
  const segments = segmentsOf(limits, mark);
  const pace = new Pace(limits.unitsPerSecond, timer);
  const pause = timer.pause.bind(timer);
  const rebuilding: Rebuilding = new Rebuilding({
    segments,
    totals: mark?.totals,
    bulkOf: () => new BulkDelivery(store, consumers, { delivery, onFailure, onWait, signal, pause }),
    readerOf: () => {
      const onUnits = (units: number) => rebuilding.count({ units });
      const paced = new PacedRequests(requests, { pace, signal, onUnits, onWait });
      return new TableReader(paced, limits.unitsPerSecond / segments.length);
    },
    controller,
    onPage: ({ mark }) => onProgress?.({ totals: mark.totals, expected, checkpoint: checkpointOfRebuild(names, mark) }),
  });
  return rebuilding.run();
}

function connectionIn(options: RebuildOptions) {
  const { table, requestTimeout, client, region, endpoint, profile } = options;
  const tuning = { table, requestTimeout };
  return client ? { ...tuning, client } : { ...tuning, region, endpoint, profile };
}
