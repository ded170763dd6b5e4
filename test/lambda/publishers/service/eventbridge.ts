import { type Arrival, cloudEventArrival } from './arrival.js';
import { json } from './firehose.js';
import { Broken, type EntryFailure, type Protocol } from './protocol.js';

interface Entry {
  readonly Time?: number;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Resources?: readonly string[];
}

/** EventBridge, as its API reference describes PutEvents. */
export class EventBridgeProtocol implements Protocol {
  readonly faults = {
    throttled: { status: 400, code: 'ThrottlingException' },
    broken: { status: 500, code: 'InternalException' },
    denied: { status: 400, code: 'AccessDeniedException' },
    missing: { status: 400, code: 'ResourceNotFoundException' },
    entryFailed: 'ThrottlingException',
    entryWrong: { code: 'MalformedDetail', message: 'Detail is malformed.' },
    contentRefused: {
      status: 400,
      code: 'ValidationException',
      message: "1 validation error detected: Value at 'entries.1.member.detail' failed to satisfy constraint",
    },
  } as const;
  readonly arrived: Arrival[] = [];

  read(body: string): readonly Arrival[] {
    const { Entries }: { Entries: readonly Entry[] } = JSON.parse(body);
    const sizes = Entries.map(sizeOf);
    const sum = sizes.reduce((all, size) => all + size, 0);
    if (Entries.length < 1 || Entries.length > 10) throw new Broken('ValidationException', `${Entries.length} entries`);
    if (sum >= 262_144) throw new Broken('ValidationException', `${sum} bytes`);
    Entries.forEach(check);
    return Entries.map(({ Detail }, place) => cloudEventArrival(Detail, sizes[place] ?? 0));
  }

  async accept(body: string, places: readonly number[]): Promise<void> {
    const arrivals = this.read(body);
    this.arrived.push(...places.flatMap((place) => arrivals[place] ?? []));
  }

  answer(arrivals: readonly Arrival[], failures: ReadonlyMap<number, EntryFailure>) {
    const Entries = arrivals.map((_, place) => {
      const failure = failures.get(place);
      return failure ? { ErrorCode: failure.code, ErrorMessage: failure.message } : { EventId: `e-${place}` };
    });
    return json(200, { FailedEntryCount: failures.size, Entries });
  }

  error(status: number, code: string, message: string) {
    return json(status, { __type: code, message });
  }
}

/** AWS answers to these in the entry; here they are rules that a publisher never breaks. */
function check({ Source, DetailType, Detail }: Entry): void {
  if (Source.length > 256 || Source.startsWith('aws.')) throw new Broken('NotAuthorizedForSourceException', Source);
  if (DetailType.length < 1 || DetailType.length > 128) throw new Broken('InvalidArgument', `DetailType ${DetailType}`);
  const detail: unknown = JSON.parse(Detail);
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) {
    throw new Broken('MalformedDetail', Detail);
  }
}

const bytes = (text: string) => Buffer.byteLength(text);

const sizeOf = ({ Time, Source, DetailType, Detail, Resources = [] }: Entry): number =>
  [Source, DetailType, Detail, ...Resources].map(bytes).reduce((all, size) => all + size, Time === undefined ? 0 : 14);
