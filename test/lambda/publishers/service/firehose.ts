import { readArchiveLine } from '@eventsource/lambda';
import type { Arrival } from './arrival.js';
import { Broken, type EntryFailure, type Protocol } from './protocol.js';

/** Firehose, as its API reference describes PutRecordBatch. */
export class FirehoseProtocol implements Protocol {
  readonly faults = {
    throttled: { status: 500, code: 'ServiceUnavailableException' },
    broken: { status: 500, code: 'InternalFailure' },
    denied: { status: 400, code: 'AccessDeniedException' },
    missing: { status: 400, code: 'ResourceNotFoundException' },
    entryFailed: 'ServiceUnavailableException',
    contentRefused: { status: 400, code: 'InvalidArgumentException' },
  } as const;
  readonly arrived: Arrival[] = [];

  read(body: string): readonly Arrival[] {
    const { Records, DeliveryStreamName }: { Records: { Data: string }[]; DeliveryStreamName: string } =
      JSON.parse(body);
    const records = Records.map(({ Data }) => Buffer.from(Data, 'base64'));
    const sizes = records.map(({ length }) => length);
    const sum = sizes.reduce((all, size) => all + size, 0);
    if (DeliveryStreamName !== 'archive') throw new Broken('ResourceNotFoundException', DeliveryStreamName);
    if (records.length < 1 || records.length > 500)
      throw new Broken('ValidationException', `${records.length} records`);
    if (sizes.some((size) => size > 1_024_000)) throw new Broken('ValidationException', 'a record is too large');
    if (sum > 4_194_304) throw new Broken('InvalidArgumentException', `${sum} bytes`);
    return records.map((record) => this.#arrival(record.toString(), record.length));
  }

  async accept(body: string, places: readonly number[]): Promise<void> {
    const arrivals = this.read(body);
    this.arrived.push(...places.flatMap((place) => arrivals[place] ?? []));
  }

  answer(arrivals: readonly Arrival[], failures: ReadonlyMap<number, EntryFailure>) {
    const RequestResponses = arrivals.map((_, place) => {
      const failure = failures.get(place);
      return failure ? { ErrorCode: failure.code, ErrorMessage: failure.message } : { RecordId: `r-${place}` };
    });
    return json(200, { FailedPutCount: failures.size, RequestResponses });
  }

  error(status: number, code: string, message: string) {
    return json(status, { __type: code, message });
  }

  #arrival(line: string, size: number): Arrival {
    if (!line.endsWith('\n')) throw new Broken('ValidationException', 'a line does not end');
    const { stream, version } = readArchiveLine(line.slice(0, -1));
    return { stream, version, text: line, size };
  }
}

export const json = (status: number, body: object) => ({
  status,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify(body),
});
