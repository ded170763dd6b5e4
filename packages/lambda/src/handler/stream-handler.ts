import type { Consumer, Provided } from '@eventsource/core';
import type { DependencyContainer } from 'tsyringe';
import { checkMilliseconds } from '../intake/milliseconds.js';
import { type IntakeOptions, openIntake } from '../intake/open-intake.js';
import { batchHandler, type StreamHandler } from './batch-handler.js';

export interface StreamHandlerOptions extends IntakeOptions {
  /**
   * Milliseconds before the end of an invocation at which no more work is begun; what is left is delivered again.
   * Default 3,000, and never more than a quarter of the time.
   */
  readonly margin?: number | undefined;
}

/**
 * The handler of a Lambda function whose event source mapping reads the stream of an application's table, with
 * `ReportBatchItemFailures`. It delivers each commit to the consumers at least once and in order per stream.
 *
 * A stream that fails does not hold up the others: they are taken, and the batch is delivered again from the failed
 * record on. After `tries` a commit goes to the dead letters, and the stream is stopped for that consumer until
 * {@link redrive}.
 *
 * It drives the projections of the application, or those of them that the option `projections` names.
 *
 * @param consumers other consumers besides the projections, such as publishers.
 * @throws {InvalidConsumersError} when there are none at all, or two have one name.
 * @throws {UnknownProjectionError} when one of the `projections` is not installed.
 * @throws {NotInstalledError} when nothing is installed in the container.
 * @throws {RangeError} when an option is out of range.
 * @example
 * export const handler = streamHandler(container, [publisher]);
 */
export function streamHandler(
  container: DependencyContainer,
  consumers?: readonly Provided<Consumer>[],
  { margin = 3000, ...options }: StreamHandlerOptions = {},
): StreamHandler {
  checkMilliseconds({ margin });
  return batchHandler(openIntake(container, consumers, options), margin);
}
