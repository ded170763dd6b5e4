import type { RequestOptions, StoreRequest } from '../store/store.js';
import type { Instrumentation, Watch } from './instrumentation.js';
import type { Step } from './step.js';

/** Takes the steps of commands. */
export interface Steps {
  /** @param describe is asked only if somebody watches: nobody else should pay for it. */
  take<T>(describe: () => Step, run: (watch: Watch) => Promise<T>): Promise<T>;
}

/** Where nobody watches. */
export const unwatched: Steps = { take: (_, run) => run(nobody) };

/** Steps that all of these watch, the first outermost. */
export const watchedBy = (instrumentation: readonly Instrumentation[]): Steps =>
  instrumentation.reduceRight<Steps>((inner, one) => new WatchedSteps(one, inner), unwatched);

/** The same options, whose requests are noted as well. */
export function noting<T extends RequestOptions>(options: T, watch: Watch): T {
  if (watch === nobody) return options;
  const onRequest = (request: StoreRequest) => {
    watch.note({ request });
    options.onRequest?.(request);
  };
  return { ...options, onRequest };
}

const nobody: Watch = { note: () => {} };

class WatchedSteps implements Steps {
  constructor(
    private readonly instrumentation: Instrumentation,
    private readonly inner: Steps,
  ) {}

  take<T>(describe: () => Step, run: (watch: Watch) => Promise<T>): Promise<T> {
    let running: Promise<T> | undefined;
    const once = (watch: Watch) => {
      running ??= this.inner.take(describe, (inner) => run(inner === nobody ? harmless(watch) : both(watch, inner)));
      return running;
    };
    try {
      this.instrumentation.step(describe(), once).catch(() => {});
    } catch {}
    return once(nobody);
  }
}

const harmless = ({ note, metadata }: Watch): Watch => ({
  note: (finding) => {
    try {
      note(finding);
    } catch {}
  },
  ...(metadata && { metadata }),
});

function both(watch: Watch, inner: Watch): Watch {
  const outer = harmless(watch);
  return {
    note: (finding) => {
      outer.note(finding);
      inner.note(finding);
    },
    ...((outer.metadata || inner.metadata) && { metadata: { ...outer.metadata, ...inner.metadata } }),
  };
}
