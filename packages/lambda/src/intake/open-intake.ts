import { type Consumer, Deliveries, type DeliveryOptions, Projections, type Provided } from '@eventsource/core';
import type { DependencyContainer } from 'tsyringe';
import { InvalidConsumersError } from '../errors/invalid-consumers-error.js';
import { Intake } from './intake.js';
import { type StreamReporter, warn } from './stream-report.js';

/** How what arrives is delivered: the module's `deadLetters` are the default. */
export interface IntakeOptions extends DeliveryOptions {
  /** Takes what is odd about the feed. Default: Node's warnings. Failures of consumers go where the module's reports go. */
  readonly report?: StreamReporter;
}

/** An intake for consumers of an application; for its projections where none are given. */
export function openIntake(
  container: DependencyContainer,
  consumers: readonly Provided<Consumer>[] | undefined,
  { report = warn, ...options }: IntakeOptions,
): Intake {
  const deliveries = container.resolve(Deliveries);
  const opened = consumersOf(container, consumers).map((consumer) => deliveries.to(consumer, options));
  const deadLetters = options.deadLetters ?? deliveries.deadLetters;
  return new Intake(opened, { deadLetters, reportFailure: deliveries.report, report });
}

/** @throws {InvalidConsumersError} when there are none, so that all would be passed over; or two would share positions. */
export function consumersOf(
  container: DependencyContainer,
  given?: readonly Provided<Consumer>[],
): readonly Consumer[] {
  const consumers = given
    ? given.map((consumer) => (typeof consumer === 'function' ? consumer(container) : consumer))
    : container.resolve(Projections).consumers();
  const names = consumers.map(({ name }) => name);
  if (names.length === 0) throw new InvalidConsumersError(names, 'there are none, so that no event would be taken.');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InvalidConsumersError(names, `two are called "${twice}", and would share positions.`);
  return consumers;
}
