import {
  ContentRefusedError,
  Publisher,
  type PublisherOptions,
  type Refusal,
  type StoredEvent,
  type Target,
} from '@eventsource/lambda';
import type { ReceivedEvent, RequestFate, TargetUnderTest } from '@eventsource/lambda/contract';

const LIMITS = { entries: 3, bytes: 4000, entryBytes: 3000 };

/** What it answers for each entry, or for the request. */
export type LocalAnswer = readonly ('accepted' | 'later' | 'wrong')[] | 'wrong content' | 'failed';

/** A service without a network, and a target that does all it should: flaws are made by overriding it. */
export class LocalService implements TargetUnderTest {
  readonly limits = LIMITS;
  readonly ordered = true;
  readonly #requests: (readonly ReceivedEvent[])[] = [];
  readonly #accepted: ReceivedEvent[] = [];
  #fate: (events: readonly ReceivedEvent[]) => RequestFate = () => 'accept';

  constructor(private readonly target: (service: LocalService) => Target<StoredEvent>) {}

  publisher(options: PublisherOptions): Publisher<StoredEvent> {
    return new Publisher(this.target(this), options);
  }

  decide(fate: (events: readonly ReceivedEvent[]) => RequestFate): void {
    this.#fate = fate;
  }

  requests(): readonly (readonly ReceivedEvent[])[] {
    return this.#requests;
  }

  accepted(): readonly ReceivedEvent[] {
    return this.#accepted;
  }

  async stop(): Promise<void> {}

  /** Meets a request. */
  async meet(events: readonly StoredEvent[]): Promise<LocalAnswer> {
    const received = events.map((event) => ({ ...event, size: event.record.length }));
    this.#requests.push(received);
    const fate = this.#fate(received);
    if (typeof fate === 'object') return this.#judge(received, fate.refuse, fate.final ? 'wrong' : 'later');
    if (fate === 'refuse content') return 'wrong content';
    if (fate === 'accept') return this.#judge(received, []);
    if (fate === 'lose answer' || fate === 'hang' || fate === 'answer nothing') this.#accepted.push(...received);
    if (fate === 'hang') return new Promise(() => {});
    return fate === 'answer nothing' ? [] : 'failed';
  }

  #judge(received: readonly ReceivedEvent[], refuse: readonly number[], as: 'later' | 'wrong' = 'later'): LocalAnswer {
    this.#accepted.push(...received.filter((_, place) => !refuse.includes(place)));
    return received.map((_, place) => (refuse.includes(place) ? as : 'accepted'));
  }
}

/** Speaks to a local service as it should. */
export class LocalTarget implements Target<StoredEvent> {
  readonly name = 'the local service';
  readonly limits: { entries: number; bytes: number; entryBytes: number } = LIMITS;
  readonly ordered: boolean = true;

  constructor(protected readonly service: LocalService) {}

  entry(event: StoredEvent): StoredEvent {
    return event;
  }

  size({ record }: StoredEvent): number {
    return record.length;
  }

  async send(events: readonly StoredEvent[]): Promise<readonly (Refusal | undefined)[]> {
    return this.read(await this.service.meet(events));
  }

  protected read(answer: LocalAnswer): readonly (Refusal | undefined)[] {
    if (answer === 'wrong content') throw new ContentRefusedError('Wrong', 'something in it is wrong.');
    if (answer === 'failed') throw new Error('The service has failed.');
    return answer.map((one) => (one === 'accepted' ? undefined : this.refusal(one === 'wrong')));
  }

  protected refusal(final: boolean): Refusal {
    return { code: 'Refused', message: 'no.', final };
  }

  close(): void {}
}
