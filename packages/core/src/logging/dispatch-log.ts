import type { Finding, Instrumentation, Watch } from '../instrumentation/instrumentation.js';
import type { DispatchStep, Step } from '../instrumentation/step.js';
import type { Logger } from './logger.js';

/** Logs each dispatch, once it is over. */
export class DispatchLog implements Instrumentation {
  constructor(private readonly logger: Logger) {}

  step(step: Step, run: (watch: Watch) => Promise<unknown>): Promise<unknown> {
    return step.kind === 'dispatch' ? this.#dispatch(step, run) : run({ note: () => {} });
  }

  async #dispatch(step: DispatchStep, run: (watch: Watch) => Promise<unknown>): Promise<void> {
    const start = performance.now();
    let found: Finding = {};
    const end = (ended: object) => {
      const milliseconds = Math.round((performance.now() - start) * 1000) / 1000;
      this.logger.debug({ ...factsOf(step), ...factsFound(found), milliseconds, ...ended }, 'dispatch');
    };
    try {
      await run({ note: (finding) => (found = { ...found, ...finding }) });
      end({ outcome: found.results?.some(({ events }) => events > 0) ? 'stored' : 'unchanged' });
    } catch (error) {
      end({ outcome: 'rejection' in found ? 'rejected' : 'failed', error: classNameOf(error) });
    }
  }
}

function factsOf({ commands }: DispatchStep): object {
  const tenant = commands[0]?.tenant;
  return {
    handlers: commands.map(({ handler }) => handler),
    streams: commands.map(({ stream }) => stream),
    ...(tenant !== undefined && { tenant }),
  };
}

const factsFound = ({ attempt, cost, results }: Finding): object => ({
  attempts: attempt,
  ...cost,
  ...(results && { versions: results.map(({ version }) => version) }),
});

function classNameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.name === 'Error' ? error.constructor.name : error.name;
}
