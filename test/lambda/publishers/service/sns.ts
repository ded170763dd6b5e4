import { type Arrival, cloudEventArrival } from './arrival.js';
import { Broken, type EntryFailure, type Protocol } from './protocol.js';

const MEMBER = /^PublishBatchRequestEntries\.member\.(\d+)\.(.+)$/;

/** In front of fauxqs, which takes more than SNS: refuses what SNS refuses, and passes on what is to be accepted. */
export class SnsProtocol implements Protocol {
  readonly faults = {
    throttled: { status: 429, code: 'Throttled' },
    broken: { status: 500, code: 'InternalError' },
    denied: { status: 403, code: 'AuthorizationError' },
    missing: { status: 404, code: 'NotFound' },
    entryFailed: 'InternalError',
    entryWrong: { code: 'InvalidParameter', message: 'Invalid parameter: Message too long' },
    contentRefused: { status: 400, code: 'InvalidParameter', message: 'Invalid parameter: Message too long' },
  } as const;

  constructor(
    private readonly emulator: string,
    private readonly fifo: boolean,
  ) {}

  read(body: string): readonly Arrival[] {
    const entries = entriesOf(body);
    const sum = entries.map(sizeOf).reduce((all, size) => all + size, 0);
    if (entries.length > 10) throw new Broken('TooManyEntriesInBatchRequest', `${entries.length} entries`);
    if (entries.length < 1) throw new Broken('EmptyBatchRequest', 'no entry');
    if (sum > 262_144) throw new Broken('BatchRequestTooLong', `${sum} bytes`);
    for (const entry of entries) this.#check(entry);
    return entries.map((entry) => cloudEventArrival(entry.get('Message') ?? '', sizeOf(entry)));
  }

  async accept(body: string, places: readonly number[]): Promise<void> {
    const kept = new URLSearchParams(body);
    for (const key of [...kept.keys()]) {
      const [, member] = MEMBER.exec(key) ?? [];
      if (member && !places.includes(Number(member) - 1)) kept.delete(key);
    }
    const answer = places.length > 0 ? await this.#forward(kept) : '';
    if (/<Failed><member>/.test(answer)) throw new Error(`fauxqs has refused what SNS accepts: ${answer}`);
  }

  answer(arrivals: readonly Arrival[], failures: ReadonlyMap<number, EntryFailure>) {
    const members = (failed: boolean) =>
      arrivals.map((_, place) => place).filter((place) => failures.has(place) === failed);
    const successful = members(false).map((Id) => `<member><Id>${Id}</Id><MessageId>m-${Id}</MessageId></member>`);
    const failed = members(true).map((Id) => failedMember(Id, failures.get(Id)));
    const result = `<Successful>${successful.join('')}</Successful><Failed>${failed.join('')}</Failed>`;
    return xml(200, `<PublishBatchResponse><PublishBatchResult>${result}</PublishBatchResult></PublishBatchResponse>`);
  }

  error(status: number, code: string, message: string) {
    const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
    return xml(status, `<ErrorResponse>${error}<RequestId>r</RequestId></ErrorResponse>`);
  }

  #check(entry: ReadonlyMap<string, string>): void {
    for (const name of this.fifo ? ['MessageGroupId', 'MessageDeduplicationId'] : []) {
      const id = entry.get(name) ?? '';
      if (!/^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/.test(id))
        throw new Broken('InvalidParameter', `${name} ${id}`);
    }
    const empty = [...entry].filter(([name, value]) => name.startsWith('MessageAttributes.') && value === '');
    if (empty.length > 0) throw new Broken('InvalidParameter', `${empty[0]?.[0]} is empty`);
    if (/[\ufffe\uffff]/.test([...entry.values()].join(''))) throw new Broken('InvalidParameter', 'a noncharacter');
  }

  async #forward(body: URLSearchParams): Promise<string> {
    const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sns/aws4_request' };
    const answer = await fetch(this.emulator, { method: 'POST', headers, body });
    return answer.text();
  }
}

/** The parameters of each entry, in order. */
function entriesOf(body: string): readonly ReadonlyMap<string, string>[] {
  const entries = new Map<number, Map<string, string>>();
  for (const [key, value] of new URLSearchParams(body)) {
    const [, member, name] = MEMBER.exec(key) ?? [];
    if (!member || !name) continue;
    const entry = entries.get(Number(member)) ?? new Map<string, string>();
    entries.set(Number(member), entry.set(name, value));
  }
  return [...entries].sort(([one], [other]) => one - other).map(([, entry]) => entry);
}

/** The message, and names, types and values of its attributes. */
const sizeOf = (entry: ReadonlyMap<string, string>): number =>
  [...entry]
    .filter(([name]) => name === 'Message' || name.startsWith('MessageAttributes.'))
    .reduce((all, [, value]) => all + Buffer.byteLength(value), 0);

const failedMember = (id: number, { code = '', message = '', final = false }: Partial<EntryFailure> = {}) =>
  `<member><Id>${id}</Id><Code>${code}</Code><Message>${message}</Message><SenderFault>${final}</SenderFault></member>`;

const xml = (status: number, body: string) => ({ status, type: 'text/xml', body });
