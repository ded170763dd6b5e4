const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** How an id lies in a commit: a byte that tells the kind, then the rest. */
const MADE_UUID = 0;
const MADE = 1;
const GIVEN = 2;
const DIGEST_BYTES = 8;

/** What an earlier commit's id says about a command. */
export type Recognition = 'this-command' | 'another-command' | undefined;

/**
 * The id under which a command is executed at most once.
 *
 * An id that the caller gave is stored with a digest of the command, so that using it for another command is noticed, and
 * is carried along by snapshots. One made per dispatch is not, to keep snapshots small: when its outcome is unknown, the id
 * to retry with names the slot that the write was sent to (`<id>~<version>`), and a retry looks there.
 */
export class CommandId {
  private constructor(
    readonly value: string,
    readonly digest: string | undefined,
  ) {}

  static made(value: string): CommandId {
    return new CommandId(value, undefined);
  }

  /** @param digest of the command, {@link DIGEST_BYTES} bytes in hex. */
  static given(value: string, digest: string): CommandId {
    return new CommandId(value, digest);
  }

  /** @returns undefined when the bytes are no id of ours. */
  static decode(bytes: Uint8Array): CommandId | undefined {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    switch (buffer[0]) {
      case MADE_UUID:
        return CommandId.made(hyphenate(buffer.toString('hex', 1)));
      case MADE:
        return CommandId.made(buffer.toString('utf8', 1));
      case GIVEN:
        return CommandId.given(buffer.toString('utf8', 1 + DIGEST_BYTES), buffer.toString('hex', 1, 1 + DIGEST_BYTES));
      default:
        return undefined;
    }
  }

  encode(): Uint8Array {
    if (this.digest !== undefined) {
      return Buffer.concat([Buffer.of(GIVEN), Buffer.from(this.digest, 'hex'), Buffer.from(this.value)]);
    }
    if (uuid.test(this.value))
      return Buffer.concat([Buffer.of(MADE_UUID), Buffer.from(this.value.replaceAll('-', ''), 'hex')]);
    return Buffer.concat([Buffer.of(MADE), Buffer.from(this.value)]);
  }

  /** The id to retry with after a write to this slot got no reliable answer. */
  toRetry(slot: number): string {
    return this.digest === undefined ? `${this.value}~${slot}` : this.value;
  }

  /** What an id to retry with, made by {@link toRetry}, says of the earlier try. */
  get earlierTry(): { readonly value: string; readonly slot: number } | undefined {
    const [, value, slot] = (this.digest !== undefined && /^(.+)~(\d+)$/s.exec(this.value)) || [];
    return value === undefined ? undefined : { value, slot: Number(slot) };
  }

  /** Whether a stored commit is this command's. */
  recognises(stored: CommandId): Recognition {
    if (stored.value === this.value) {
      const same = this.digest === undefined || stored.digest === undefined || stored.digest === this.digest;
      return same ? 'this-command' : 'another-command';
    }
    const earlier = stored.digest === undefined && stored.value === this.earlierTry?.value;
    return earlier ? 'this-command' : undefined;
  }
}

const hyphenate = (hex: string) =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
