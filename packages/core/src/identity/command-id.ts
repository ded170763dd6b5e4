import { isUtf8 } from 'node:buffer';

/** How an id lies in a commit: a byte that tells the kind; a digest of the command, for given ids; then the id. */
const Kind = { madeUuid: 0, madeText: 1, givenText: 2, givenUuid: 3 } as const;
const DIGEST_BYTES = 8;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const retry = /^(?<value>.+)~(?<slot>\d+)~(?<digest>[0-9a-f]{16})$/s;

/** What an earlier commit's id says about a command. */
export type Recognition = 'this-command' | 'another-command' | undefined;

/** An earlier try under a made id, as the id to retry with tells of it. */
interface EarlierTry {
  readonly id: Uint8Array;
  /** The version that its write was for. */
  readonly slot: number;
  /** Of the command that was tried. */
  readonly digest: string;
}

/**
 * The id under which a command is executed at most once.
 *
 * An id that the caller gave is stored with a digest of the command, so that using it for another command is noticed, and
 * is carried along by snapshots. One made per dispatch is not, to keep snapshots small: when its outcome is unknown, the id
 * to retry with names the slot that the write was sent to (`<id>~<version>~<digest>`), and a retry looks there.
 */
export class CommandId {
  /** As it lies in a commit. */
  readonly bytes: Uint8Array;
  /** What a retry under a made id says of the try before. */
  readonly earlierTry: EarlierTry | undefined;
  readonly #digest: () => string;

  private constructor(
    readonly value: string,
    /** Whether the caller gave it. */
    readonly isGiven: boolean,
    digest: () => string,
  ) {
    this.#digest = digest;
    this.bytes = isGiven ? encode(value, Buffer.from(digest(), 'hex')) : encode(value);
    this.earlierTry = isGiven ? earlierTry(value) : undefined;
  }

  /** @param digest of the command, in hex; asked for only when the outcome is unknown. */
  static made(value: string, digest: () => string): CommandId {
    return new CommandId(value, false, digest);
  }

  /** @param digest of the command, {@link DIGEST_BYTES} bytes in hex. */
  static given(value: string, digest: string): CommandId {
    return new CommandId(value, true, () => digest);
  }

  /** The id to retry with after a write to this slot got no reliable answer. */
  toRetry(slot: number): string {
    return this.isGiven ? this.value : `${this.value}~${slot}~${this.#digest()}`;
  }

  /** Whether a stored commit is this command's. Compares bytes: it is asked about up to a hundred commits at a time. */
  recognises(stored: Uint8Array): Recognition {
    if (equal(stored, this.bytes)) return 'this-command';
    if (!this.isGiven) return undefined;
    if (equal(stored, this.bytes, idAt(stored), idAt(this.bytes))) return 'another-command';
    if (!this.earlierTry || !equal(stored, this.earlierTry.id)) return undefined;
    return this.earlierTry.digest === this.#digest() ? 'this-command' : 'another-command';
  }
}

/** Whether the id in a commit is one that a caller gave. */
export function isGivenId(id: Uint8Array): boolean {
  const kind = id[0];
  return kind === Kind.givenText || kind === Kind.givenUuid;
}

function encode(value: string, digest?: Uint8Array): Uint8Array {
  const isUuid = uuid.test(value);
  const bytes = isUuid ? Buffer.from(value.replaceAll('-', ''), 'hex') : Buffer.from(value);
  if (!digest) return Buffer.concat([Buffer.of(isUuid ? Kind.madeUuid : Kind.madeText), bytes]);
  return Buffer.concat([Buffer.of(isUuid ? Kind.givenUuid : Kind.givenText), digest, bytes]);
}

/** Where the id itself begins. */
const idAt = (id: Uint8Array): number => (isGivenId(id) ? 1 + DIGEST_BYTES : 1);

/**
 * The id of the command whose commit a store holds, as text: for tools that show what is stored. The same for an id that the
 * caller gave and for one that was made.
 *
 * @returns undefined when the commit's id is not that of a command.
 * @example
 * const id = commandIdIn(commit.id); // '0b9d7f6c-…', or what was passed to dispatch(command, { id })
 */
export function commandIdIn(commitId: Uint8Array): string | undefined {
  const [kind] = commitId;
  const id = Buffer.from(commitId.subarray(idAt(commitId)));
  if (kind === Kind.madeUuid || kind === Kind.givenUuid)
    return id.length === 16 ? asUuid(id.toString('hex')) : undefined;
  const isText = (kind === Kind.madeText || kind === Kind.givenText) && id.length > 0 && isUtf8(id);
  return isText ? id.toString() : undefined;
}

const asUuid = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/**
 * Compares bytes from these places on, and from the end: there ids differ, and their kinds and digests need not. A hundred calls
 * of `Buffer.compare` take ten times as long.
 */
function equal(one: Uint8Array, other: Uint8Array, oneFrom = 0, otherFrom = 0): boolean {
  if (one.length - oneFrom !== other.length - otherFrom) return false;
  for (let at = one.length - oneFrom - 1; at >= 0; at--) {
    if (one[oneFrom + at] !== other[otherFrom + at]) return false;
  }
  return true;
}

function earlierTry(id: string): EarlierTry | undefined {
  const { value, slot, digest } = retry.exec(id)?.groups ?? {};
  if (value === undefined || digest === undefined) return undefined;
  return { id: encode(value), slot: Number(slot), digest };
}
