import type { Consumer, Provided } from '@eventsource/core';
import type { DependencyContainer } from 'tsyringe';
import { type IntakeOptions, openIntake } from '../intake/open-intake.js';
import { batchHandler, type StreamHandler } from './batch-handler.js';

export interface StreamHandlerOptions extends IntakeOptions {
  /**
   * Milliseconds before the end of an invocation at which no more work is begun; what is left comes again. Default 3,000,
   * and never more than a quarter of the time.
   */
  readonly margin?: number;
}

/**
 * The handler of a Lambda function whose event source mapping reads the stream of an application's table, with
 * `ReportBatchItemFailures`. It brings each commit to the consumers at least once and in order per stream.
 *
 * A stream that fails does not hold up the others: they are taken, and the batch comes again from the failed record on. After
 * `tries` a commit goes to the dead letters, and the stream is stopped for that consumer until {@link redrive}.
 *
 * @param consumers by default the projections of the application.
 * @throws {InvalidConsumersError}
 * @example
 * export const handler = streamHandler(container);
 */
export const streamHandler = (
  container: DependencyContainer,
  consumers?: readonly Provided<Consumer>[],
  { margin = 3000, ...options }: StreamHandlerOptions = {},
): StreamHandler => batchHandler(openIntake(container, consumers, options), margin);
