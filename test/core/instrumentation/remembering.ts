import type { Finding, Instrumentation, Step, Watch } from '@eventsource/core';

/** Remembers each step that was taken, in the order they began, with all that was found on the way. */
export class Remembering implements Instrumentation {
  readonly #steps: { readonly step: Step; readonly findings: Finding[] }[] = [];

  step(step: Step, run: (watch: Watch) => Promise<unknown>): Promise<unknown> {
    const findings: Finding[] = [];
    this.#steps.push({ step, findings });
    return run({ note: (finding) => findings.push(finding) });
  }

  /** Since the last time. */
  get steps(): readonly { readonly step: Step; readonly findings: readonly Finding[] }[] {
    return this.#steps.splice(0);
  }

  get kinds(): readonly string[] {
    return this.steps.map(({ step }) => step.kind);
  }
}
