import type { DispatchStep, Finding } from '@eventsource/core';
import type { Attributes } from '@opentelemetry/api';
import { attribute, known } from '../attribute.js';
import { common } from '../common.js';
import { errorType } from '../error-type.js';
import type { Failure } from '../failure.js';
import { type Outcome, outcomeOf } from '../outcome.js';
import type { Instruments } from './instruments.js';

/** Takes the time of a dispatch, and counts its conflicts and retries. */
export class DispatchMeter {
  readonly #start = performance.now();
  #outcome: Outcome | undefined;

  constructor(
    private readonly step: DispatchStep,
    private readonly instruments: Instruments,
  ) {}

  note(finding: Finding): void {
    const { attempt = 1, conflict } = finding;
    this.#outcome ??= outcomeOf(finding);
    if (attempt > 1) this.instruments.retries.add(1, this.#aggregate());
    if (conflict !== undefined) this.instruments.conflicts.add(1, this.#aggregate(conflict));
  }

  end(failure: Failure | undefined): void {
    const { commands } = this.step;
    this.instruments.duration.record((performance.now() - this.#start) / 1000, {
      ...this.#aggregate(),
      ...known(attribute.handler, common(commands.map(({ handler }) => handler))),
      ...known(attribute.outcome, this.#outcome),
      ...(failure && !this.#outcome && { [attribute.errorType]: errorType(failure.error) }),
    });
  }

  /** Whose stream it is, or that of all, if it is one. */
  #aggregate(stream?: string): Attributes {
    const concerned = this.step.commands.filter((command) => stream === undefined || command.stream === stream);
    return known(attribute.aggregateName, common(concerned.map(({ aggregate }) => aggregate)));
  }
}
