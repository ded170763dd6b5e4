import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { UsageError } from '../errors/usage-error.js';

/** Milliseconds between two writings of the file: what a killed process has to do again, at most. */
const EVERY = 1000;

/** A text that outlives the process, in a file, if there is to be one: how far long work has come. */
export class KeptText {
  #text: string | undefined;
  #written = performance.now();
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly path: string | undefined,
    /** What an earlier run has left. */
    readonly earlier: string | undefined,
  ) {
    this.#text = earlier;
  }

  /**
   * @param path undefined where nothing is to be kept.
   * @throws {UsageError} when the file cannot be read, or could not be written: hours later would be late to say so.
   */
  static async open(path: string | undefined): Promise<KeptText> {
    if (path === undefined) return new KeptText(undefined, undefined);
    try {
      const earlier = await textIn(path);
      await (await open(beside(path), 'w')).close();
      await rm(beside(path));
      return new KeptText(path, earlier);
    } catch (cause) {
      throw new UsageError(`--checkpoint: file "${path}" cannot be written: ${reason(cause)}`, { cause });
    }
  }

  /** The newest text. It is on the disk within a second, or when it is kept. */
  set(text: string): void {
    this.#text = text;
    if (performance.now() - this.#written < EVERY) return;
    this.#written = performance.now();
    // A failure shows when the file is written for the last time.
    this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
  }

  /** Writes the file for another run, and says so. Never rejects: there is another error to tell. */
  async keep(stderr: Writable): Promise<void> {
    if (this.path === undefined || this.#text === undefined) return;
    try {
      await this.#writing;
      await this.#write();
      stderr.write(`${this.path} tells how far it has come: run the same command again to go on.\n`);
    } catch (cause) {
      stderr.write(`${this.path} could not be written, and does not tell how far it has come: ${reason(cause)}\n`);
    }
  }

  /** There is nothing to go on with: the next run begins anew. Never rejects: the work is done. */
  async remove(stderr: Writable): Promise<void> {
    if (this.path === undefined) return;
    try {
      await this.#writing;
      await rm(this.path, { force: true });
    } catch (cause) {
      stderr.write(`Remove ${this.path}, or the next run goes on from it: ${reason(cause)}\n`);
    }
  }

  /** Beside the place, and moved in one step, so that what is in the place is always whole. */
  async #write(): Promise<void> {
    if (this.path === undefined || this.#text === undefined) return;
    await writeFile(beside(this.path), this.#text);
    await rename(beside(this.path), this.path);
  }
}

const beside = (path: string): string => `${path}.new`;

const textIn = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
