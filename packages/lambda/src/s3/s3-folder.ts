import { GetObjectCommand, type GetObjectCommandInput, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { ConsumeOptions } from '@eventsource/core';
import { type Connection, clientSettings } from '../publisher/client-settings.js';
import { FolderError } from '../replay/errors/folder-error.js';
import type { Folder, FolderFile } from '../replay/folder/folder.js';

/** Which part of which bucket. */
export type S3FolderOptions = Connection<S3Client> & {
  readonly bucket: string;
  /** What the keys of its objects begin with, up to a slash: `events/2026/`. Default: the whole bucket. */
  readonly prefix?: string | undefined;
  /** A profile of the AWS configuration files, for a client made here. Default: `AWS_PROFILE`. */
  readonly profile?: string | undefined;
};

/** How often an object is asked for whose connection breaks, without a byte in between. */
const ATTEMPTS = 5;
/** Of the client, for one request. */
const TRIES = 5;

/**
 * Objects of S3. Needs `s3:ListBucket` on the bucket and `s3:GetObject` on what it holds. If the connection breaks,
 * reading an object continues from there.
 *
 * @example
 * const archive = firehoseArchive(s3Folder({ bucket: 'archive', prefix: 'events/2026/' }));
 */
export const s3Folder = (options: S3FolderOptions): Folder => new S3Folder(options);

class S3Folder implements Folder {
  readonly name: string;
  readonly #bucket: string;
  readonly #prefix: string;
  readonly #client: S3Client;

  constructor(options: S3FolderOptions) {
    const { bucket, prefix = '' } = options;
    this.#bucket = bucket;
    this.#prefix = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    this.name = `s3://${bucket}/${this.#prefix}`.replace(/\/$/, '');
    this.#client = options.client ?? clientOf(options);
  }

  async *list({ signal }: ConsumeOptions = {}): AsyncGenerator<FolderFile, void, undefined> {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket, Prefix: this.#prefix });
    try {
      for await (const { Contents = [] } of pages) {
        signal?.throwIfAborted();
        for (const { Key = '', Size = 0 } of Contents) {
          // What the console shows as a folder is an empty object.
          if (!Key.endsWith('/')) yield { path: Key.slice(this.#prefix.length), size: Size };
        }
      }
    } catch (cause) {
      signal?.throwIfAborted();
      throw unreadable(this.name, cause);
    }
  }

  async read(path: string, { signal }: ConsumeOptions = {}): Promise<AsyncIterable<Uint8Array>> {
    const first = await this.#get(path, {}, signal);
    return this.#bytes(path, first, signal);
  }

  async *#bytes(
    path: string,
    first: Part,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let offset = 0;
    let part: Part | undefined = first;
    for (let attempt = 1; part; attempt++) {
      try {
        for await (const chunk of part.body) {
          offset += chunk.length;
          attempt = 1;
          yield chunk;
        }
        return;
      } catch (cause) {
        signal?.throwIfAborted();
        if (attempt === ATTEMPTS) throw unreadable(`${this.name}/${path}`, cause);
      }
      part = await this.#rest(path, offset, first.etag, signal);
    }
  }

  /**
   * What has not come yet; undefined where all has, and the connection broke behind the last byte.
   *
   * @param etag of the beginning: another object of the same name is none to go on with.
   */
  async #rest(
    path: string,
    offset: number,
    etag: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Part | undefined> {
    if (offset === 0) return this.#get(path, {}, signal);
    try {
      return await this.#get(path, { Range: `bytes=${offset}-`, IfMatch: etag }, signal);
    } catch (error) {
      if (error instanceof FolderError && isBehindTheEnd(error.cause)) return undefined;
      throw error;
    }
  }

  async #get(
    path: string,
    rest: Pick<GetObjectCommandInput, 'Range' | 'IfMatch'>,
    signal: AbortSignal | undefined,
  ): Promise<Part> {
    const place = { Bucket: this.#bucket, Key: `${this.#prefix}${path}` };
    try {
      const command = new GetObjectCommand({ ...place, ...rest });
      const { Body, ETag } = await this.#client.send(command, signal && { abortSignal: signal });
      return { body: chunksOf(Body), etag: ETag };
    } catch (cause) {
      signal?.throwIfAborted();
      throw unreadable(`${this.name}/${path}`, cause);
    }
  }
}

/** Status 416: the object has no byte there. */
const isBehindTheEnd = (cause: unknown): boolean => cause instanceof Error && cause.name === 'InvalidRange';

interface Part {
  readonly body: AsyncIterable<Uint8Array>;
  readonly etag: string | undefined;
}

/** On Node.js a body is a stream; the type allows for what browsers give. */
function chunksOf(body: unknown): AsyncIterable<Uint8Array> {
  if (isStream(body)) return body;
  throw new TypeError('The answer of S3 has no body that can be read as a stream.');
}

const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** Emulators have no host names for buckets. */
function clientOf({ region, endpoint, profile }: S3FolderOptions): S3Client {
  return new S3Client({
    ...clientSettings({ region, endpoint }),
    maxAttempts: TRIES,
    ...(endpoint !== undefined && { forcePathStyle: true }),
    ...(profile !== undefined && { profile }),
  });
}

const unreadable = (name: string, cause: unknown): FolderError =>
  cause instanceof FolderError
    ? cause
    : new FolderError(name, cause instanceof Error ? cause.message || cause.name : String(cause), { cause });
