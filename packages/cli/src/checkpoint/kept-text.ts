import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';

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

  /** @param path undefined where nothing is to be kept. */
  static async open(path: string | undefined): Promise<KeptText> {
    return new KeptText(path, path === undefined ? undefined : await textIn(path));
  }

  /** The newest text. It is on the disk within a second, or when it is kept. */
  set(text: string): void {
    this.#text = text;
    if (performance.now() - this.#written < EVERY) return;
    this.#written = performance.now();
    // A failure shows when the file is written for the last time.
    this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
  }

  /** Writes the file for another run, and says so. */
  async keep(stderr: Writable): Promise<void> {
    if (this.path === undefined || this.#text === undefined) return;
    await this.#writing;
    await this.#write();
    stderr.write(`${this.path} tells how far it has come: run the same command again to go on.\n`);
  }

  /** There is nothing to go on with: the next run begins anew. */
  async remove(): Promise<void> {
    await this.#writing;
    if (this.path !== undefined) await rm(this.path, { force: true });
  }

  /** Beside the place, and moved in one step, so that what is in the place is always whole. */
  async #write(): Promise<void> {
    if (this.path === undefined || this.#text === undefined) return;
    await writeFile(`${this.path}.new`, this.#text);
    await rename(`${this.path}.new`, this.path);
  }
}

const textIn = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
