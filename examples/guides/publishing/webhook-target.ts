import {
  type CloudEventOptions,
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

  constructor(
    private readonly url: string,
    private readonly options: CloudEventOptions,
  ) {
    this.name = `webhook ${url}`;
  }

  entry(event: StoredEvent): string {
    return cloudEvent(event, this.options);
  }

  size(body: string): number {
    return Buffer.byteLength(body);
  }

  async send([body = '']: readonly string[], { signal }: SendOptions): Promise<readonly (Refusal | undefined)[]> {
    const headers = { 'content-type': 'application/cloudevents+json' };
    const { ok, status } = await fetch(this.url, { method: 'POST', headers, body, signal });
    return [ok ? undefined : { code: String(status), message: 'the webhook refused it.', final: status === 422 }];
  }

  close(): void {}
}
