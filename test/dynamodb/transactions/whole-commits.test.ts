import { type Dynalite, startDynalite } from '@eventsource/testing';
import { wholeCommitTests } from './whole-commit-tests.js';

describe('A reader on dynalite', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
  });

  after(() => dynalite.stop());

  wholeCommitTests(() => dynalite, 40);
});
