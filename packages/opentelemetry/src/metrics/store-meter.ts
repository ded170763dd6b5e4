import type { Appended, CommitFacts, Finding, StoreRequest } from '@eventsource/core';
import { attribute, known } from '../attribute.js';
import type { Instruments } from './instruments.js';

/** Counts what a step asks of the store, and takes the sizes of the snapshots that it brings there. */
export class StoreMeter {
  constructor(
    private readonly aggregate: string | undefined,
    private readonly commits: readonly CommitFacts[],
    private readonly instruments: Instruments,
  ) {}

  note({ request, appended }: Finding): void {
    if (request) this.#request(request);
    if (appended) this.#snapshots(appended);
  }

  #request({ operation, attempts, readUnits, writeUnits }: StoreRequest): void {
    const attributes = { ...known(attribute.aggregateName, this.aggregate), [attribute.databaseOperation]: operation };
    this.instruments.requests.add(attempts, attributes);
    if (readUnits > 0) this.instruments.readUnits.add(readUnits, attributes);
    if (writeUnits > 0) this.instruments.writeUnits.add(writeUnits, attributes);
  }

  #snapshots(appended: readonly Appended[]): void {
    for (const [index, { aggregate, snapshotSize }] of this.commits.entries()) {
      const stored = appended[index]?.snapshotStored ?? false;
      const attributes = { [attribute.aggregateName]: aggregate, [attribute.snapshotStored]: stored };
      if (snapshotSize !== undefined) this.instruments.snapshotSize.record(snapshotSize, attributes);
    }
  }
}
