import type { Checkpoints } from '@eventsource/core';
import type { ContractReadModel } from './contract-consumer.js';

/** What a test of the contract may use. */
export interface CheckpointsSubject<Transaction> {
  readonly checkpoints: Checkpoints<Transaction>;
  readonly readModel: ContractReadModel<Transaction>;
}

/** Tests by their titles; each fails by rejecting. */
export type CheckpointsTests<Needed extends keyof CheckpointsSubject<unknown>> = Readonly<
  Record<string, <Transaction>(subject: Pick<CheckpointsSubject<Transaction>, Needed>) => Promise<void>>
>;
