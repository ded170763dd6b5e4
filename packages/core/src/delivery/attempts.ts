import type { ConsumeFailure } from './consumer.js';
import { type FailureKind, kindOf } from './failure-kind.js';

/** As often as a stream is tried before it is told as failed. */
const TRIES = 5;
/** As often as is tried what passes, without a success in between: over two minutes. Hours of work should not end in bad ones. */
const PASSING_TRIES = 9;
/** In milliseconds, doubled each time. */
const PAUSE = 50;
const PASSING_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
/** When so many streams in a row fail, whatever is tried, it is not because of them. */
const MANY = 10;

/** What a round of tries comes to. */
export interface Verdict {
  /** These streams are not tried again. */
  readonly failed?: readonly ConsumeFailure[];
  /** Nothing is tried again, because of this failure. */
  readonly end?: { readonly failure: ConsumeFailure; readonly problem: string };
  /** For what has to pass: this. */
  readonly waitFor?: ConsumeFailure;
  /** In milliseconds, before the next round. */
  readonly pause?: number;
}

/**
 * Judges the failures of a batch, round by round: whether they speak against streams or against the consumer. Where every
 * stream fails, and nothing says that it is the stream's fault, the consumer is in doubt: its database may be away, and say so
 * in words that nobody here knows. Then it is waited for; streams are blamed only after that, and only if they are few.
 */
export class Attempts {
  readonly #tries = new Map<string, number>();
  #waits = 0;
  #works = false;
  #doubt: 'none' | 'raised' | 'settled' = 'none';

  /**
   * @param inVain how many streams in a row have failed, up to now.
   * @param isFinal tells of failures that no other try will mend.
   */
  constructor(
    public inVain: number,
    private readonly isFinal: (failure: ConsumeFailure) => boolean,
  ) {}

  /** One stream is enough to see whether a consumer is back, and spares the others a try that may be counted. */
  chosen(streams: readonly string[]): readonly string[] {
    if (this.#doubt !== 'raised') return streams;
    const index = this.#waits % streams.length;
    return streams.slice(index, index + 1);
  }

  /** @param tried how many streams were. @param left how many there were to try. */
  judge(failures: readonly ConsumeFailure[], tried: number, left: number): Verdict {
    if (failures.length < tried) this.#succeed();
    const [setup] = this.#of('setup', failures);
    if (setup) return { end: { failure: setup, problem: 'cannot take any stream' } };
    const unclear = this.#of('unclear', failures);
    if (this.#doubt === 'none' && !this.#works && this.inVain + unclear.length > 1) this.#doubt = 'raised';
    const [passing] = this.#of('passing', failures);
    const counted = [...this.#of('stored', failures), ...(this.#doubt === 'raised' ? [] : unclear)];
    const failed = [...failures.filter(this.isFinal), ...counted.filter((failure) => this.#isLast(failure))];
    this.inVain += failed.filter((failure) => unclear.includes(failure)).length;
    const waitFor = passing ?? (this.#doubt === 'raised' ? unclear[0] : undefined);
    return { failed, ...(waitFor ? this.#wait(waitFor, left) : { pause: this.#pauseFor(counted) }) };
  }

  #of(kind: FailureKind, failures: readonly ConsumeFailure[]): readonly ConsumeFailure[] {
    return failures.filter((failure) => !this.isFinal(failure) && kindOf(failure) === kind);
  }

  #succeed(): void {
    this.#works = true;
    this.#waits = 0;
    this.inVain = 0;
    if (this.#doubt === 'raised') this.#doubt = 'settled';
  }

  #isLast({ stream }: ConsumeFailure): boolean {
    const tries = (this.#tries.get(stream) ?? 0) + 1;
    this.#tries.set(stream, tries);
    return tries >= TRIES;
  }

  #pauseFor(counted: readonly ConsumeFailure[]): number {
    const tries = Math.max(1, ...counted.map(({ stream }) => this.#tries.get(stream) ?? 0));
    return PAUSE * 2 ** (tries - 1);
  }

  #wait(waitFor: ConsumeFailure, left: number): Verdict {
    this.#waits++;
    if (this.#waits < PASSING_TRIES) {
      return { waitFor, pause: Math.min(PASSING_PAUSE * 2 ** (this.#waits - 1), LONGEST_PAUSE) };
    }
    if (this.#doubt !== 'raised') return { end: { failure: waitFor, problem: 'was unavailable for too long' } };
    const inVain = this.inVain + left;
    if (inVain >= MANY) return { end: { failure: waitFor, problem: `has taken none of the last ${inVain} streams` } };
    this.#doubt = 'settled';
    this.#waits = 0;
    return {};
  }
}
