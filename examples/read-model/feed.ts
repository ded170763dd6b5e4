import { inProcess, type Module } from '@eventsource/core';
import type { Publisher } from '@eventsource/lambda';
import { pollStream } from '@eventsource/lambda/poller';
import type { DependencyContainer } from 'tsyringe';
import { ORDERS } from './tables.js';

/** What brings the commits to the read model and to the topic. */
export interface Feed {
  readonly module: Module;
  start(container: DependencyContainer): void;
  stop(): Promise<void>;
}

/** After each command: for tables without a stream. */
export function afterCommands(publisher: Publisher): Feed {
  const module = inProcess(publisher);
  return { module, start: () => {}, stop: () => module.settled() };
}

/** From the stream of the table of orders. */
export function fromStream(publisher: Publisher, endpoint: string): Feed {
  const stop = new AbortController();
  let polling: Promise<void> | undefined;
  const start = (container: DependencyContainer) => {
    polling = pollStream(container, { table: ORDERS, endpoint, consumers: [publisher], signal: stop.signal });
  };
  const end = async () => {
    stop.abort();
    await polling;
  };
  return { module: {}, start, stop: end };
}
