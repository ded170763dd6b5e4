import { MemoryCheckpoints, type MemoryTransaction } from '@eventsource/core';
import { checkpointsContract } from '@eventsource/testing';

describe('MemoryCheckpoints', () => {
  const written = new Map<string, string>();
  const readModel = {
    write: (transaction: MemoryTransaction, key: string, value: string) =>
      transaction.change(() => written.set(key, value)),
    read: async (key: string) => written.get(key),
  };
  checkpointsContract(describe, it, () => new MemoryCheckpoints(), { readModel });
});
