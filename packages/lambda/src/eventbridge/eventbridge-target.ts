import { EventBridgeClient, PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import { blamingContent } from '../publisher/blaming-content.js';
import { clientSettings } from '../publisher/client-settings.js';
import { EventRefusedError } from '../publisher/errors/event-refused-error.js';
import { regionOf } from '../publisher/region-of.js';
import type { StoredEvent } from '../publisher/stored-event.js';
import type { Refusal, SendOptions, Target } from '../publisher/target.js';
import { UNANSWERED } from '../publisher/unanswered.js';
import { blamesDetail } from './blames-detail.js';
import { type Entry, entryOf, entrySize, LONGEST_DETAIL_TYPE } from './entry.js';
import type { EventBridgeOptions } from './eventbridge-publisher.js';

/** Less than 256 KB is what EventBridge asks for, of all entries of a request together. */
const MAX_BYTES = 256 * 1024 - 1;

/** A bus of EventBridge. It promises no order. */
export class EventBridgeTarget implements Target<Entry> {
  readonly name: string;
  readonly limits = { entries: 10, bytes: MAX_BYTES, entryBytes: MAX_BYTES };
  readonly ordered = false;
  readonly #client: EventBridgeClient;

  constructor(private readonly options: EventBridgeOptions) {
    this.name = `EventBridge bus ${options.eventBus ?? 'default'}`;
    this.#client = options.client ?? new EventBridgeClient(clientSettings({ ...options, region: busRegion(options) }));
  }

  /** @throws {EventRefusedError} when its type is too long. EventBridge has been seen to accept such events and to drop them. */
  entry(event: StoredEvent): Entry {
    const entry = entryOf(event, this.options, this.options.eventBus);
    const { length } = entry.DetailType;
    if (length <= LONGEST_DETAIL_TYPE) return entry;
    const problem = `its type "${entry.DetailType}" has ${length} characters, of ${LONGEST_DETAIL_TYPE} at most.`;
    throw new EventRefusedError(event.stream, event.version, this.name, 'DetailTypeTooLong', problem);
  }

  size(entry: Entry): number {
    return entrySize(entry);
  }

  async send(entries: readonly Entry[], { signal }: SendOptions): Promise<readonly (Refusal | undefined)[]> {
    const command = new PutEventsCommand({ Entries: [...entries] });
    const answer = this.#client.send(command, { abortSignal: signal });
    const { Entries: answers = [] } = await blamingContent(answer, blamesDetail);
    return entries.map((_, index) => refusalOf(answers[index]));
  }

  close(): void {
    if (!this.options.client) this.#client.destroy();
  }
}

const busRegion = ({ eventBus, region }: Pick<EventBridgeOptions, 'eventBus' | 'region'>): string | undefined =>
  eventBus?.startsWith('arn:') ? regionOf(eventBus, region) : region;

function refusalOf({ EventId, ErrorCode, ErrorMessage }: PutEventsResultEntry = {}): Refusal | undefined {
  if (EventId && !ErrorCode) return undefined;
  if (!ErrorCode) return UNANSWERED;
  const message = ErrorMessage ?? 'EventBridge does not say why.';
  return { code: ErrorCode, message, final: blamesDetail(ErrorCode, message) };
}
