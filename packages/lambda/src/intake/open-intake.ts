import { type Class, type Consumer, Deliveries, type DeliveryOptions, type Provided } from '@eventsource/core';
import type { DependencyContainer } from 'tsyringe';
import { consumersOf } from './consumers-of.js';
import { Intake } from './intake.js';
import { harmless, type StreamReporter, warn } from './stream-report.js';

/** Which projections get what arrives, and how. The default for `deadLetters` is that of the module. */
export interface IntakeOptions extends DeliveryOptions {
  /**
   * The projections to drive, for an application that spreads them over several functions or processes; `[]` for none.
   * Default: all.
   */
  readonly projections?: readonly Class[] | undefined;
  /**
   * Takes reports about the feed itself. Default: Node's warnings. Failures of consumers go where the module's reports
   * go.
   */
  readonly report?: StreamReporter | undefined;
}

/** An intake for projections of an application, and for others beside them. */
export function openIntake(
  container: DependencyContainer,
  others: readonly Provided<Consumer>[] | undefined,
  { projections, report = warn, ...options }: IntakeOptions,
): Intake {
  const consumers = consumersOf(container, others, projections);
  const deliveries = container.resolve(Deliveries);
  const opened = consumers.map((consumer) => deliveries.to(consumer, options));
  const deadLetters = options.deadLetters ?? deliveries.deadLetters;
  return new Intake(opened, { deadLetters, reportFailure: deliveries.report, report: harmless(report) });
}
