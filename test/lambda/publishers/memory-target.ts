import type { Refusal, StoredEvent, Target } from '@eventsource/lambda';

/** Accepts what it is sent, but what its script says. */
export class MemoryTarget implements Target<StoredEvent> {
  readonly name = 'the target';
  readonly sent: StoredEvent[] = [];
  readonly accepted: StoredEvent[] = [];
  /** How many requests there were, are under way, and were under way at once, at most. */
  requests = 0;
  atOnce = 0;
  mostAtOnce = 0;

  constructor(
    readonly limits = { entries: 2, bytes: 1000, entryBytes: 1000 },
    private readonly refuse: (event: StoredEvent) => Refusal | undefined = () => undefined,
    readonly ordered = true,
  ) {}

  entry(event: StoredEvent): StoredEvent {
    return event;
  }

  size(): number {
    return 1;
  }

  async send(events: readonly StoredEvent[]): Promise<readonly (Refusal | undefined)[]> {
    this.sent.push(...events);
    this.requests += 1;
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    await new Promise((resolve) => setTimeout(resolve, 2));
    this.atOnce -= 1;
    const refusals = events.map(this.refuse);
    this.accepted.push(...events.filter((_, index) => !refusals[index]));
    return refusals;
  }

  close(): void {}

  get ids(): readonly string[] {
    return this.accepted.map(({ stream, version }) => `${stream}/${version}`);
  }
}
