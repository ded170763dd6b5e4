import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable, type TableFinding, type Verification, type VerifyOptions, verify } from '@eventsource/dynamodb';
import { type Dynalite, type StartDynaliteOptions, startDynalite } from '@eventsource/testing';
import { bytes, range } from '../commits.js';
import { plainClient, putItems, type RawItem } from '../raw-items.js';

/** Tables of their own for each test, with whatever items. */
export class Tables {
  #server: Dynalite | undefined;
  #client: DynamoDBClient | undefined;
  #count = 0;

  async start(options: StartDynaliteOptions = {}): Promise<void> {
    this.#server = await startDynalite(options);
    this.#client = plainClient(this.endpoint);
  }

  async stop(): Promise<void> {
    this.#client?.destroy();
    await this.#server?.stop();
  }

  get endpoint(): string {
    return this.#server?.endpoint ?? '';
  }

  get client(): DynamoDBClient {
    if (!this.#client) throw new Error('Not started.');
    return this.#client;
  }

  /** A new table that holds these items. @returns how to reach it. */
  async of(...items: readonly RawItem[]): Promise<{ table: string; endpoint: string }> {
    const options = { table: `events-${this.#count++}`, endpoint: this.endpoint };
    await createTable(options);
    await putItems(this.client, options.table, items);
    return options;
  }

  /** What is found in a table of these items. */
  async findingsIn(
    items: readonly RawItem[],
    options: Omit<Partial<VerifyOptions>, 'client'> = {},
  ): Promise<TableFinding[]> {
    return all(verify({ ...(await this.of(...items)), ...options }));
  }
}

/** Everything that a verification finds. */
export async function all(verification: Verification): Promise<TableFinding[]> {
  const findings: TableFinding[] = [];
  for await (const finding of verification) findings.push(finding);
  return findings;
}

export const record = (more: object = {}): Uint8Array => bytes(JSON.stringify({ t: 'noted', d: more }));

/** The item of a commit of sound records. */
export const commitItem = (key: string, first: number, last = first, more: RawItem = {}): RawItem => ({
  key: { S: key },
  partition: { N: String(first) },
  c: { B: bytes(`id-${first}`) },
  ...Object.fromEntries(range(first, last).map((version) => [`_${version}`, { B: record({ version }) }])),
  ...more,
});

/** One item of a commit of several. */
export const partItem = (
  key: string,
  first: number,
  last: number,
  [from, to]: readonly [number, number],
  more: RawItem = {},
): RawItem => ({
  ...commitItem(key, first, last),
  c: { B: bytes(`id-${from}`) },
  f: { N: String(from) },
  l: { N: String(to) },
  ...more,
});
