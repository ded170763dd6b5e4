import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import fc from 'fast-check';
import { Answers } from '../testing/transactions/answers.js';
import { steps } from '../testing/transactions/arbitrary/steps.js';
import { tables } from '../testing/transactions/tables.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

const SEED = 20_260_103;
const RUNS = 300;

describe('Any transactions and single writes, on dynalite and on DynamoDB Local', () => {
  let dynalite: Dynalite;
  let local: DynamoDbLocal;

  before(async function () {
    this.timeout(300_000);
    [dynalite, local] = await Promise.all([startDynalite(), DynamoDbLocal.start()]);
    const client = local.client();
    for (const table of tables) {
      await Promise.all([dynalite.createTable(table), client.send(new CreateTableCommand(table))]);
    }
  });

  after(() => Promise.all([dynalite?.stop(), local?.stop()]));

  it('have the same answers and leave the same items', async function () {
    this.timeout(180_000);
    const clients = [dynalite.client(), local.client()];
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        const [ours, theirs] = await Promise.all(clients.map((client) => new Answers(client).to(steps)));
        expect(ours).to.deep.equal(theirs);
        for (const { kind } of theirs?.answers ?? []) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }),
      { seed: SEED, numRuns: RUNS },
    );

    const [made, cancelled, refused] = ['made', 'TransactionCanceledException', 'ConditionalCheckFailedException'];
    for (const kind of [made, cancelled, refused, 'IdempotentParameterMismatchException']) {
      expect(kinds.get(kind), kind).to.be.greaterThan(50);
    }
  });
});
