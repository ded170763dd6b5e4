import { createTable, describeTable, TableNotFoundError } from '@eventsource/dynamodb';
import type { Session } from '../../session.js';
import type { CopyOptions } from './copy-command.js';
import { isFile, type Place } from './places.js';

/** Creates the target, where it is to be. In a dry run, a table that would be created is nowhere. */
export async function prepareTarget(target: Place, options: CopyOptions, session: Session): Promise<Place | 'nowhere'> {
  if (!options.create || isFile(target)) return target;
  const { readUnitsPerSecond: _, writeUnitsPerSecond: __, ...table } = target;
  if (options.dryrun) return (await exists()) ? target : 'nowhere';
  const outcome = await createTable(table, { signal: session.signal });
  if (outcome === 'created') session.stderr.write(`Table "${table.table}" is created.\n`);
  return target;

  async function exists(): Promise<boolean> {
    try {
      await describeTable(table, { signal: session.signal });
      return true;
    } catch (error) {
      if (error instanceof TableNotFoundError) return false;
      throw error;
    }
  }
}
