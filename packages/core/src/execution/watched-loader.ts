import type { AggregateReadOptions, Loader } from '../aggregate/aggregate-loader.js';
import type { LiveAggregate } from '../aggregate/live-aggregate.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { noting, type Steps } from '../instrumentation/steps.js';
import type { RequestOptions } from '../store/store.js';
import { loadStep, refreshStep } from './facts.js';

/** A loader whose loads are steps that somebody watches. */
export class WatchedLoader implements Loader {
  constructor(
    private readonly loader: Loader,
    private readonly steps: Steps,
  ) {}

  load(
    description: AggregateDescription,
    aggregateId: string,
    stream: string,
    options: AggregateReadOptions,
  ): Promise<LiveAggregate> {
    return this.steps.take(
      () => loadStep(description.name, aggregateId, stream),
      async (watch) => {
        const live = await this.loader.load(description, aggregateId, stream, noting(options, watch));
        watch.note({ version: live.version.number, snapshotVersion: live.snapshotVersion });
        return live;
      },
    );
  }

  refresh(live: LiveAggregate, options: RequestOptions): Promise<boolean> {
    return this.steps.take(
      () => refreshStep(live),
      async (watch) => {
        const stale = await this.loader.refresh(live, noting(options, watch));
        watch.note({ version: live.version.number });
        return stale;
      },
    );
  }
}
