import type { Applied } from '../../proxy/ledger.js';
import type { Call } from '../../worker/call.js';

interface Period<State> {
  readonly state: State;
  readonly from: number;
  readonly to: number;
}

/** What everything was, and when. */
export class Timeline<State> {
  readonly #periods = new Map<string, Period<State>[]>();

  constructor(private readonly initial: State) {}

  get names(): readonly string[] {
    return [...this.#periods.keys()];
  }

  /** In the end. */
  of(name: string): State {
    return this.#of(name).at(-1)?.state ?? this.initial;
  }

  /** From a moment of that write on. */
  set(name: string, state: State, { from, to }: Applied): void {
    const periods = this.#of(name);
    const last = periods.pop();
    if (last) periods.push({ ...last, to });
    periods.push({ state, from, to: Infinity });
    this.#periods.set(name, periods);
  }

  /** Each state that may have been at some moment of the call. */
  during(name: string, { start, end = Infinity }: Call): readonly State[] {
    return this.#of(name)
      .filter(({ from, to }) => from <= end && to >= start)
      .map(({ state }) => state);
  }

  #of(name: string): Period<State>[] {
    return this.#periods.get(name) ?? [{ state: this.initial, from: 0, to: Infinity }];
  }
}
