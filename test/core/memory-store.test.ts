import { MemoryStore } from '@eventsource/core';
import { storeContract } from '@eventsource/testing';

describe('MemoryStore', () => {
  storeContract(describe, it, () => new MemoryStore(), { transactions: true });
});
