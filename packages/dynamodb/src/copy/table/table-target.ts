import type { Target, TargetStream } from '../target.js';
import type { TableAccess } from './table-access.js';
import { TableStream } from './table-stream.js';

export interface TableTargetOptions {
  readonly identity: string;
  readonly concurrency: number;
  readonly dryRun: boolean;
}

/** Writes into a table, several streams at the same time. */
export class TableTarget implements Target {
  readonly identity: string;
  readonly concurrency: number;
  readonly resumable = true;
  readonly #access: TableAccess;
  readonly #dryRun: boolean;

  constructor(access: TableAccess, { identity, concurrency, dryRun }: TableTargetOptions) {
    this.#access = access;
    this.identity = identity;
    this.concurrency = concurrency;
    this.#dryRun = dryRun;
  }

  begin(key: string, after: string | undefined): TargetStream {
    return new TableStream(this.#access, { key, after, dryRun: this.#dryRun });
  }

  async finish() {
    return {};
  }

  close(): Promise<void> {
    return this.#access.close();
  }
}
