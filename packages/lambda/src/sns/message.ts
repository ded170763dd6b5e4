import type { MessageAttributeValue, PublishBatchRequestEntry } from '@aws-sdk/client-sns';
import { addressOf, type CloudEventOptions, cloudEvent, typeOf } from '../publisher/cloud-event.js';
import { legalText } from '../publisher/legal-text.js';
import type { StoredEvent } from '../publisher/stored-event.js';
import { deduplicationId, groupId } from './fifo-ids.js';

/** An entry but for its id, which is given to it in its batch. */
export type Message = Omit<PublishBatchRequestEntry, 'Id'> & {
  readonly Message: string;
  readonly MessageAttributes: Readonly<Record<string, Attribute>>;
};

type Attribute = MessageAttributeValue & { readonly DataType: string; readonly StringValue: string };

/** The CloudEvent, with attributes for filter policies. */
export function messageOf(event: StoredEvent, options: CloudEventOptions, fifo: boolean): Message {
  const { aggregate, tenant } = addressOf(event, options) ?? {};
  return {
    Message: escaped(cloudEvent(event, options)),
    MessageAttributes: {
      ...texts({ type: typeOf(event, options), aggregate, tenant }),
      schemaversion: { DataType: 'Number', StringValue: String(event.schemaVersion) },
    },
    ...(fifo && {
      MessageGroupId: groupId(event.stream),
      MessageDeduplicationId: deduplicationId(options.source, event.stream, event.version),
    }),
  };
}

/**
 * What SNS counts, in bytes: the message, and names, types and values of its attributes.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_MessageAttributeValue.html
 */
export function messageSize({ Message, MessageAttributes }: Message): number {
  const attributes = Object.entries(MessageAttributes);
  const texts = attributes.flatMap(([name, { DataType, StringValue }]) => [name, DataType, StringValue]);
  return [Message, ...texts].reduce((sum, each) => sum + Buffer.byteLength(each), 0);
}

/** SNS takes no empty ones. */
function texts(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, Attribute>> {
  const attributes: Record<string, Attribute> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value) attributes[name] = { DataType: 'String', StringValue: legalText(value) };
  }
  return attributes;
}

/** SQS takes no noncharacters. They stand in strings of the JSON, where they may be escaped. */
const escaped = (json: string): string =>
  json.replace(/[\ufffe\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
