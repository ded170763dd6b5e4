import { type Dynalite, startDynalite } from '@eventsource/testing';
import { transactionTests } from './transaction-tests.js';

describe('Transactions on dynalite', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
  });

  after(() => dynalite.stop());

  transactionTests(() => dynalite);
});
