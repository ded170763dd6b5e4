import { type BatchResultErrorEntry, PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { blamingContent } from '../publisher/blaming-content.js';
import { clientSettings } from '../publisher/client-settings.js';
import { regionOf } from '../publisher/region-of.js';
import type { StoredEvent } from '../publisher/stored-event.js';
import type { Refusal, SendOptions, Target } from '../publisher/target.js';
import { UNANSWERED } from '../publisher/unanswered.js';
import { blamesMessage } from './blames-message.js';
import { type Message, messageOf, messageSize } from './message.js';
import type { SnsOptions } from './sns-publisher.js';

/** 256 KiB: of one message, and of a batch. */
const MAX_BYTES = 262_144;

/** A topic of SNS. One of FIFO keeps the order of each stream, and forgets for five minutes what is sent again. */
export class SnsTarget implements Target<Message> {
  readonly name: string;
  readonly limits = { entries: 10, bytes: MAX_BYTES, entryBytes: MAX_BYTES };
  readonly ordered: boolean;
  readonly #client: SNSClient;

  constructor(private readonly options: SnsOptions) {
    this.name = `SNS topic ${options.topicArn}`;
    this.ordered = options.topicArn.endsWith('.fifo');
    this.#client =
      options.client ??
      new SNSClient(clientSettings({ ...options, region: regionOf(options.topicArn, options.region) }));
  }

  entry(event: StoredEvent): Message {
    return messageOf(event, this.options, this.ordered);
  }

  size(message: Message): number {
    return messageSize(message);
  }

  async send(messages: readonly Message[], { signal }: SendOptions): Promise<readonly (Refusal | undefined)[]> {
    const entries = messages.map((message, index) => ({ ...message, Id: String(index) }));
    const command = new PublishBatchCommand({ TopicArn: this.options.topicArn, PublishBatchRequestEntries: entries });
    const answer = this.#client.send(command, { abortSignal: signal });
    const { Successful = [], Failed = [] } = await blamingContent(answer, blamesMessage);
    const accepted = new Set(Successful.map(({ Id }) => Id));
    const failed = new Map(Failed.map((failure) => [failure.Id, failure]));
    return entries.map(({ Id }) => (accepted.has(Id) ? undefined : refusalOf(failed.get(Id))));
  }

  close(): void {
    if (!this.options.client) this.#client.destroy();
  }
}

function refusalOf(failure: BatchResultErrorEntry | undefined): Refusal {
  if (!failure) return UNANSWERED;
  const { Code: code = 'Error', Message: message = 'SNS does not say why.', SenderFault } = failure;
  return { code, message, final: SenderFault === true && blamesMessage(code, message) };
}
