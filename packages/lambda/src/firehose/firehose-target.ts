import { FirehoseClient, PutRecordBatchCommand, type PutRecordBatchResponseEntry } from '@aws-sdk/client-firehose';
import { archiveLine } from '../archive/archive-line.js';
import { clientSettings } from '../publisher/client-settings.js';
import { cloudEvent } from '../publisher/cloud-event.js';
import type { StoredEvent } from '../publisher/stored-event.js';
import type { Refusal, SendOptions, Target } from '../publisher/target.js';
import { UNANSWERED } from '../publisher/unanswered.js';
import type { FirehoseOptions } from './firehose-publisher.js';

/** A stream of Firehose, which gets one line of JSON for each event. It promises no order. */
export class FirehoseTarget implements Target<Uint8Array> {
  readonly name: string;
  /**
   * The data, before it is encoded for the way.
   *
   * @see https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html
   */
  readonly limits = { entries: 500, bytes: 4 * 1024 * 1024, entryBytes: 1000 * 1024 };
  readonly ordered = false;
  readonly #client: FirehoseClient;

  constructor(private readonly options: FirehoseOptions) {
    this.name = `Firehose stream ${options.deliveryStream}`;
    this.#client = options.client ?? new FirehoseClient(clientSettings(options));
  }

  /** With the line's end, which Firehose does not add: without it, all of a file would be one line. */
  entry(event: StoredEvent): Uint8Array {
    const { cloudEvents } = this.options;
    return Buffer.from(`${cloudEvents ? onOneLine(cloudEvent(event, cloudEvents)) : archiveLine(event)}\n`);
  }

  size(data: Uint8Array): number {
    return data.length;
  }

  async send(lines: readonly Uint8Array[], { signal }: SendOptions): Promise<readonly (Refusal | undefined)[]> {
    const Records = lines.map((Data) => ({ Data }));
    const command = new PutRecordBatchCommand({ DeliveryStreamName: this.options.deliveryStream, Records });
    const { RequestResponses = [] } = await this.#client.send(command, { abortSignal: signal });
    return lines.map((_, index) => refusalOf(RequestResponses[index]));
  }

  close(): void {
    if (!this.options.client) this.#client.destroy();
  }
}

/** A payload is passed on as it is stored, which may be on several lines. In JSON, such breaks stand between its parts only. */
const onOneLine = (json: string): string => json.replace(/[\r\n]+/g, ' ');

/** Firehose looks into no record, so that none of its refusals is final, nor is an error of a whole request any record's fault. */
function refusalOf({ RecordId, ErrorCode, ErrorMessage }: PutRecordBatchResponseEntry = {}): Refusal | undefined {
  if (RecordId && !ErrorCode) return undefined;
  if (!ErrorCode) return UNANSWERED;
  return { code: ErrorCode, message: ErrorMessage ?? 'Firehose does not say why.', final: false };
}
