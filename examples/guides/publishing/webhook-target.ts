import {
  type CloudEventOptions,
  ContentRefusedError,
  cloudEvent,
  type Refusal,
  type SendOptions,
  type StoredEvent,
  type Target,
} from '@eventsource/lambda';

/** Posts each event to a URL, those of one stream one after the other. */
export class WebhookTarget implements Target<string> {
  readonly name: string;
  readonly limits = { entries: 1, bytes: 1_000_000, entryBytes: 1_000_000 };
  readonly ordered = true;
  readonly #url: URL;

  constructor(
    url: string,
    private readonly options: CloudEventOptions,
  ) {
    this.#url = new URL(url);
    // The host only: the name stands in errors and logs, and the rest of the URL of a webhook is often a secret.
    this.name = `webhook at ${this.#url.host}`;
  }

  entry(event: StoredEvent): string {
    return cloudEvent(event, this.options);
  }

  size(body: string): number {
    return Buffer.byteLength(body);
  }

  async send([body = '']: readonly string[], { signal }: SendOptions): Promise<readonly (Refusal | undefined)[]> {
    const headers = { 'content-type': 'application/cloudevents+json' };
    // To follow a redirect would make the POST a GET, whose answer says nothing of the event.
    const answer = await fetch(this.#url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    // Read to its end, or the connection could not be used again.
    await answer.body?.pipeTo(new WritableStream());
    return [refusalOf(answer.status)];
  }

  close(): void {}
}

function refusalOf(status: number): Refusal | undefined {
  if (status >= 200 && status < 300) return undefined;
  const [code, message] = [String(status), 'the webhook refused it.'];
  // It has read the event, and finds it wrong.
  if (status === 413 || status === 422) return { code, message, final: true };
  // It may mean this event, or all that it is sent: the publisher finds out.
  if (status === 400) throw new ContentRefusedError(code, message);
  // It is overloaded, or moved, or gone, or does not know us: that is not the event's fault.
  return { code, message, final: false };
}
