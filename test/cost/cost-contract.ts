import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Dispatcher } from '@eventsource/core';
import type { LoggedRequest, RequestLog } from '@eventsource/testing';
import { expect } from 'chai';
import { Enter, Refuse } from './ledger.js';
import { MeasuredTable } from './measured-table.js';

type Call = readonly [operation: string, units: number];

/** Each request with its units: read units of reads, write units of writes. */
const calls = (requests: readonly LoggedRequest[]): Call[] =>
  requests.map(({ operation, readUnits, writeUnits }) => [operation, readUnits + writeUnits]);

async function enter(dispatcher: Dispatcher, times: number): Promise<void> {
  for (let count = 0; count < times; count++) await dispatcher.dispatch(new Enter('l'));
}

/** "What a command costs", as exact sequences of calls with their units, at one length of the stream. */
export function costContract(connect: () => DynamoDBClient, priorEvents: number): void {
  describe(`a command after ${priorEvents.toLocaleString('en')} events`, () => {
    let table: MeasuredTable;
    let hot: { dispatcher: Dispatcher; log: RequestLog };

    before(async function () {
      this.timeout(60_000);
      table = await MeasuredTable.create(connect);
      hot = table.process();
      await enter(hot.dispatcher, priorEvents);
    });

    beforeEach(() => void hot.log.clear());

    it('costs one write where the aggregate is cached', async () => {
      await hot.dispatcher.dispatch(new Enter('l'));

      expect(calls(hot.log.requests)).to.deep.equal([['PutItem', 1]]);
    });

    it('costs one Query of at most 2 units and one write where it is not', async () => {
      const cold = table.process();

      await cold.dispatcher.dispatch(new Enter('l'));

      expect(cold.log.operations).to.deep.equal(['Query', 'PutItem']);
      expect(cold.log.total.readUnits).to.be.within(1, 2);
      expect(cold.log.total.writeUnits).to.equal(1);
    });

    it('costs the same where it emits three events', async () => {
      const cold = table.process();

      await cold.dispatcher.dispatch(new Enter('l', [1, 2, 3]));

      expect(cold.log.operations).to.deep.equal(['Query', 'PutItem']);
      expect(cold.log.total.readUnits).to.be.within(1, 2);
      expect(cold.log.total.writeUnits).to.equal(1);
    });

    it('costs one read unit where a cached aggregate rejects it', async () => {
      const warm = table.process();
      await warm.dispatcher.dispatch(new Enter('l'));
      warm.log.clear();

      await warm.dispatcher.dispatch(new Refuse('l')).catch(() => {});

      expect(calls(warm.log.requests)).to.deep.equal([['Query', 1]]);
    });

    it('costs three requests where it loses a race once', async () => {
      const [loser, winner] = [table.process(), table.process()];
      await loser.dispatcher.dispatch(new Enter('l'));
      await winner.dispatcher.dispatch(new Enter('l'));
      loser.log.clear();

      await loser.dispatcher.dispatch(new Enter('l'));

      expect(loser.log.operations).to.deep.equal(['PutItem', 'Query', 'PutItem']);
      expect(loser.log.requests.map(({ writeUnits }) => writeUnits)).to.deep.equal([1, 0, 1]);
      expect(loser.log.total.readUnits).to.be.within(1, 2);
    });

    it('costs one write unit more where it carries a snapshot: 1.05 on average', async () => {
      await enter(hot.dispatcher, 60);

      const units = hot.log.requests.slice(-40).map(({ writeUnits }) => writeUnits);
      expect(units.filter((unit) => unit === 2)).to.have.length(2);
      expect(units.filter((unit) => unit === 1)).to.have.length(38);
    });
  });
}
