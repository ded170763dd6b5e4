import { readFile, rm, writeFile } from 'node:fs/promises';
import { type Class, type DeliveryFailedError, Projections } from '@eventsource/core';
import { type DynamoDbOptions, type RebuildProgress, type RebuildTotals, rebuild } from '@eventsource/dynamodb';
import type { DependencyContainer } from 'tsyringe';

/** Builds a projection from a table, or goes on with it. @returns the streams that it could not take. */
export async function build(
  connection: DynamoDbOptions,
  container: DependencyContainer,
  projection: Class,
  { file, signal, print = console.log }: { file: string; signal?: AbortSignal; print?: (line: string) => void },
): Promise<readonly DeliveryFailedError[]> {
  const checkpoint = await readFile(file, 'utf8').catch(() => undefined);
  const failures: DeliveryFailedError[] = [];
  let progress: RebuildProgress | undefined;
  try {
    const { events, units }: RebuildTotals = await rebuild({
      ...connection,
      consumers: [container.resolve(Projections).consumer(projection)],
      readUnitsPerSecond: 500,
      checkpoint,
      signal,
      onFailure: (failure) => failures.push(failure),
      onProgress: (newest) => {
        progress = newest;
      },
    });
    print(`${events} events for ${units} read units, ${failures.length} failures`);
    await rm(file, { force: true });
  } catch (error) {
    if (progress) await writeFile(file, progress.checkpoint);
    throw error;
  }
  return failures;
}
