import type { Timer } from '../reading/timer.js';
import type { CopiedFile, CopiedTable, CopyOptions } from './copy-options.js';
import { FileSource } from './file/file-source.js';
import type { Ledger } from './ledger.js';
import type { Selection } from './selection.js';
import type { Source } from './source.js';
import { TableAccess } from './table/table-access.js';
import { identify } from './table/table-identity.js';
import { TableSource } from './table/table-source.js';

/** What both ends of a copy share. */
export interface Opening {
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  readonly timer: Timer;
}

export async function openSource(
  { from, stream }: CopyOptions,
  selection: Selection,
  opening: Opening,
): Promise<Source> {
  if (isFile(from)) return FileSource.open(from.file, selection, opening.signal);
  const { ledger } = opening;
  const access = new TableAccess(from, {
    ...opening,
    onReadUnits: (sourceReadUnits) => ledger.count({ sourceReadUnits }),
    onWriteUnits: () => {},
  });
  return closedOnFailure(access, async () => {
    return new TableSource(access, selection, await identify(access.requests, from), stream);
  });
}

export const isFile = (copied: CopiedTable | CopiedFile): copied is CopiedFile => 'file' in copied;

export async function closedOnFailure<T>(access: TableAccess, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    await access.close();
    throw error;
  }
}
