import { Aggregate, CommandHandler, EventHandler } from '@eventsource/core';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { Enter, Entered, Ledger } from './ledger.js';
import { MeasuredTable, type Process } from './measured-table.js';

/** The next deployment: other code, so that its snapshots are no use to the one before, nor the other way round. */
@Aggregate('ledger', { snapshot: { every: 20 } })
class NextLedger {
  total = 0;
  entries = 0;
  readonly notes = new Ledger().notes;

  @CommandHandler()
  enter({ amounts }: Enter) {
    return amounts.map((amount) => new Entered(amount));
  }

  @EventHandler()
  protected entered({ amount }: Entered) {
    this.total += amount;
    this.entries++;
  }
}

describe('two deployments on one stream', () => {
  let dynalite: Dynalite;
  let table: MeasuredTable;

  before(async () => {
    dynalite = await startDynalite();
    table = await MeasuredTable.create(() => dynalite.client());
    const { dispatcher } = table.process();
    for (let count = 0; count < 100; count++) await dispatcher.dispatch(new Enter('l'));
  });

  after(() => dynalite.stop());

  /** Commands by one and the other in turn, each with an empty cache, as Lambdas that start cold. */
  async function coldInTurn(rounds: number): Promise<Process[]> {
    const processes: Process[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const aggregate of [Ledger, NextLedger]) {
        const process = table.deployment(aggregate);
        const { version } = await process.dispatcher.dispatch(new Enter('l'));
        expect(version).to.equal(101 + processes.length);
        processes.push(process);
      }
    }
    return processes;
  }

  it('stay correct, and pay a second Query where the own last snapshot lies behind the newest page', async () => {
    const [first, second, ...others] = await coldInTurn(30);

    expect(first?.log.operations).to.deep.equal(['Query', 'PutItem']);
    // Its code is new to this stream: a few pages back, then forward from version 1, and a snapshot of its own at once.
    expect(second?.log.operations).to.deep.equal(['Query', 'Query', 'Query', 'PutItem']);
    const requests = others.map(({ log }) => log.total.requests);
    const readUnits = others.map(({ log }) => log.total.readUnits);
    expect(Math.max(...requests)).to.equal(3);
    expect(average(requests)).to.be.below(2.25);
    expect(Math.max(...readUnits)).to.be.at.most(6);
    expect(average(readUnits)).to.be.below(2.75);
    expect(average(others.map(({ log }) => log.total.writeUnits))).to.be.within(1.05, 1.12);
  });
});

const average = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
