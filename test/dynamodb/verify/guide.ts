import { readFile, writeFile } from 'node:fs/promises';
import type { Repository } from '@eventsource/core';
import { type DynamoDbOptions, verify } from '@eventsource/dynamodb';

/** Reads a table, or the rest of it, and prints what is wrong. @returns the code to exit with. */
export async function verifyTable(
  connection: DynamoDbOptions,
  repository: Repository,
  { file, signal, print = console.log }: { file: string; signal?: AbortSignal; print?: (line: string) => void },
): Promise<0 | 1> {
  const checkpoint = await readFile(file, 'utf8').catch(() => undefined);
  const verification = verify({ ...connection, repository, checkpoint, signal, readUnitsPerSecond: 500 });
  let found = 0;
  try {
    for await (const { kind, key, partition, message } of verification) {
      found++;
      print(`${kind}: stream "${key}", partition ${partition}: ${message}`);
    }
  } finally {
    await writeFile(file, verification.checkpoint);
  }
  const { streams, events, compared, units } = verification.totals;
  print(`${streams} streams, ${events} events, ${compared} snapshots compared, ${units} read units.`);
  return found === 0 ? 0 : 1;
}
