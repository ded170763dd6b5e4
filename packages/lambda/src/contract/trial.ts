import assert from 'node:assert/strict';
import { type ConsumeFailure, type ConsumeOptions, type DeliveredCommit, MemoryCheckpoints } from '@eventsource/core';
import { EventRefusedError } from '../publisher/errors/event-refused-error.js';
import { TargetUnavailableError } from '../publisher/errors/target-unavailable-error.js';
import type { Publisher, PublisherOptions } from '../publisher/publisher.js';
import type { ReceivedEvent, RequestFate, TargetUnderTest } from './target-under-test.js';

/** One test's target, with what it takes to watch it. */
export class Trial {
  readonly #checkpoints = new MemoryCheckpoints();
  readonly #publishers: Publisher[] = [];

  constructor(readonly target: TargetUnderTest) {}

  /** Publishes by a publisher of its own, one request after the other. */
  async take(
    commits: readonly DeliveredCommit[],
    options: Partial<PublisherOptions> = {},
    consume: ConsumeOptions = {},
  ): Promise<readonly ConsumeFailure[]> {
    const settings = { name: 'contract', checkpoints: this.#checkpoints, requestTimeout: 5000, concurrency: 1 };
    const publisher = this.target.publisher({ ...settings, ...options });
    this.#publishers.push(publisher);
    return publisher.take(commits, consume);
  }

  /** Lets these fates meet the next requests, one each; those after them are accepted. */
  play(...fates: readonly RequestFate[]): void {
    const left = [...fates];
    this.target.decide(() => left.shift() ?? 'accept');
  }

  /** The ids of each request's events. */
  get sent(): readonly (readonly string[])[] {
    return this.target.requests().map((request) => request.map(idOf));
  }

  get accepted(): readonly string[] {
    return this.target.accepted().map(idOf);
  }

  async position(stream: string, name = 'contract'): Promise<number> {
    return (await this.#checkpoints.read(name, [stream])).get(stream)?.version ?? 0;
  }

  async end(): Promise<void> {
    for (const publisher of this.#publishers) publisher.close();
    await this.target.stop();
  }
}

export const idOf = ({ stream, version }: Pick<ReceivedEvent, 'stream' | 'version'>): string => `${stream}/${version}`;

/** Fails unless the event was given up, as wrong. */
export function assertRefused(failure: ConsumeFailure | undefined, id: string): void {
  assert.ok(failure, `no failure names ${id}`);
  const { error, transient } = failure;
  assert.ok(error instanceof EventRefusedError, `expected an EventRefusedError of ${id}, got ${String(error)}`);
  assert.equal(idOf(error), id);
  assert.equal(transient, false, 'a try of an event that is wrong has to count');
}

/** Fails unless all of these streams, and no others, are to be tried again, and none of their events is blamed. */
export function assertBlameless(failures: readonly ConsumeFailure[], streams: readonly string[]): void {
  assert.deepEqual(failures.map(({ stream }) => stream).sort(), [...streams].sort());
  for (const { error, transient } of failures) {
    assert.ok(error instanceof TargetUnavailableError, `expected a TargetUnavailableError, got ${String(error)}`);
    assert.equal(transient, true, 'a try that failed for reasons of the target must not count');
  }
}
