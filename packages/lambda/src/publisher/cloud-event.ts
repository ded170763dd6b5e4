import { defaultAddress, type EventMetadata, type StreamAddress } from '@eventsource/core';
import { extensionsOf } from './extensions.js';
import { legalId, legalText } from './legal-text.js';
import type { StoredEvent } from './stored-event.js';

/** How events become CloudEvents. */
export interface CloudEventOptions {
  /**
   * Where the events come from, a URI reference, such as `https://example.com/orders` or `/orders`. Together with the
   * id it is unique.
   */
  readonly source: string;
  /** Put before the stored name to make the type: `com.example.` makes `com.example.order-shipped`. Default: nothing. */
  readonly typePrefix?: string | undefined;
  /**
   * The address of a stream, for the subject and the name of the aggregate. Default: the inverse of `defaultNaming`.
   */
  readonly address?: ((stream: string) => StreamAddress | undefined) | undefined;
  /**
   * Which metadata to send, by its key: leave out what receivers should not know, such as the user. Default: all, since
   * what is left out cannot be recovered later, and the payload is sent whole as well.
   */
  readonly metadata?: ((key: string) => boolean) | undefined;
}

/**
 * A CloudEvent 1.0 in JSON, the same on every delivery: the id is `<stream>/<version>`, the data is the payload as it is
 * stored. Extensions are `stream`, `version`, `aggregate`, `tenant`, `schemaversion`, and the metadata.
 *
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 */
export function cloudEvent(event: StoredEvent, options: CloudEventOptions): string {
  const extensions = Object.fromEntries(extensionsOf(sentMetadata(event, options)));
  const head = JSON.stringify({ ...attributesOf(event, options), ...extensions });
  return `${head.slice(0, -1)},"data":${event.data}}`;
}

const sentMetadata = ({ metadata }: StoredEvent, { metadata: isSent }: CloudEventOptions): EventMetadata =>
  isSent ? Object.fromEntries(Object.entries(metadata).filter(([key]) => isSent(key))) : metadata;

/** The type of the CloudEvent of an event. */
export const typeOf = ({ name }: StoredEvent, { typePrefix = '' }: CloudEventOptions): string =>
  legalText(`${typePrefix}${name}`);

/** Whose event it is, as far as the name of its stream tells. */
export const addressOf = ({ stream }: StoredEvent, { address = defaultAddress }: CloudEventOptions) => address(stream);

/** @throws {RangeError} when the source is no URI reference. */
export function checkSource({ source }: CloudEventOptions): void {
  if (!/^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\da-f]{2})+$/i.test(source)) {
    throw new RangeError(`The option "source" is "${source}": it must be a URI reference, such as /orders.`);
  }
}

function attributesOf(event: StoredEvent, options: CloudEventOptions): Readonly<Record<string, string | number>> {
  const { stream, version, schemaVersion, time } = event;
  const { aggregate, aggregateId = stream, tenant } = addressOf(event, options) ?? {};
  return {
    specversion: '1.0',
    id: `${legalId(stream)}/${version}`,
    source: options.source,
    type: typeOf(event, options),
    ...(aggregateId !== '' && { subject: legalText(aggregateId) }),
    ...(time && { time: time.toISOString() }),
    datacontenttype: 'application/json',
    stream: legalText(stream),
    version,
    schemaversion: schemaVersion,
    ...(aggregate && { aggregate: legalText(aggregate) }),
    ...(tenant && { tenant: legalText(tenant) }),
  };
}
