import { resolve } from 'node:path';
import type { CopiedFile, CopiedTable, CopyOptions } from './copy-options.js';
import { SameTableError } from './errors/same-table-error.js';
import { FileTarget, refuseExisting } from './file/file-target.js';
import { Nowhere } from './nowhere.js';
import { closedOnFailure, isFile, type Opening } from './open-source.js';
import type { Source } from './source.js';
import { TableAccess } from './table/table-access.js';
import { identify } from './table/table-identity.js';
import { TableTarget } from './table/table-target.js';
import type { Target } from './target.js';

const CONCURRENCY = 16;

/** @throws {SameTableError | FileExistsError} before anything is read. */
export async function openTarget(options: CopyOptions, source: Source, opening: Opening): Promise<Target> {
  const { to, dryRun = false } = options;
  if (to === 'nowhere') return new Nowhere('nowhere', true);
  return isFile(to) ? openFile(to, dryRun) : openTable(to, options, source, opening);
}

async function openFile({ file }: CopiedFile, dryRun: boolean): Promise<Target> {
  await refuseExisting(file);
  const identity = resolve(file);
  return dryRun ? new Nowhere(identity, false) : new FileTarget(file, identity);
}

async function openTable(to: CopiedTable, options: CopyOptions, source: Source, opening: Opening): Promise<Target> {
  const { concurrency = CONCURRENCY, dryRun = false } = options;
  const { ledger } = opening;
  const access = new TableAccess(to, {
    ...opening,
    onReadUnits: (targetReadUnits) => ledger.count({ targetReadUnits }),
    onWriteUnits: (writeUnits) => ledger.count({ writeUnits }),
  });
  return closedOnFailure(access, async () => {
    const { identity } = await identify(access.requests, to);
    if (identity === source.identity) throw new SameTableError(to.table);
    return new TableTarget(access, { identity, concurrency, dryRun });
  });
}
