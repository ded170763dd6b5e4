import { MemoryStore } from '@eventsource/core';
import { storeContract } from '@eventsource/testing';
import { TimedStore } from '../../examples/guides/testing/timed-store.js';

// #region contract
describe('TimedStore', () => {
  storeContract(describe, it, () => new TimedStore(new MemoryStore(), () => {}), { transactions: true });
});
// #endregion
