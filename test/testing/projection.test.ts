import {
  EventHandler,
  MemoryCheckpoints,
  type MemoryTransaction,
  Projection,
  type ProjectionContext,
  provide,
} from '@eventsource/core';
import { projection } from '@eventsource/testing';
import { expect } from 'chai';
import { Deposited, Withdrawn } from '../core/accounts/account.js';
import { rejection } from '../core/accounts/application.js';
import { Balances, ROWS, Rows } from '../core/projections/balances.js';
import { assertionErrorOf } from './rejection-of.js';

class Total {
  constructor(
    readonly amount: number,
    readonly currency: string,
  ) {}
}

@Projection('totals')
class Totals {
  readonly #totals = new Map<string, number>();
  readonly contexts: ProjectionContext<MemoryTransaction>[] = [];

  of(account: string): Total {
    return new Total(this.#totals.get(account) ?? 0, 'EUR');
  }

  async later(account: string): Promise<number> {
    return this.#totals.get(account) ?? 0;
  }

  @EventHandler()
  protected async deposited({ amount }: Deposited, context: ProjectionContext<MemoryTransaction>) {
    if (amount < 0) throw new RangeError('There are no negative deposits.');
    this.contexts.push(context);
    const { aggregateId } = context;
    this.#totals.set(aggregateId, (this.#totals.get(aggregateId) ?? 0) + amount);
  }
}

describe('A test of a projection', () => {
  it('passes when the query reads what is expected, at once or later', async () => {
    const totals = projection(Totals).given(new Deposited(5), ['b', new Deposited(7), new Deposited(1)], ['c']);
    await totals.reads((totals) => totals.of('a'), new Total(5, 'EUR'));
    await totals.reads((totals) => totals.later('b'), 8);
    await totals.reads((totals) => totals.later('c'), 0);
  });

  it('fails with the difference, pointing to the line, when it reads something else', async () => {
    const failure = await assertionErrorOf(
      projection(Totals)
        .given(new Deposited(5))
        .reads((totals) => totals.of('a'), new Total(6, 'EUR')),
    );
    expect(failure.message).to.match(/^Totals does not read as expected\.\n/);
    expect(failure.message)
      .to.match(/\+ +amount: 5/)
      .and.to.match(/- +amount: 6/);
    expect(failure.stack?.split('\n').find((line) => line.includes('at '))).to.contain('projection.test.');
  });

  it('fails when it reads an equal value of another class', async () => {
    await assertionErrorOf(
      projection(Totals).reads((totals): object => totals.of('a'), { amount: 0, currency: 'EUR' }),
    );
  });

  it('fails when the projection cannot take an event, or the query fails', async () => {
    const untaken = await assertionErrorOf(
      projection(Totals)
        .given(new Deposited(-1))
        .reads((totals) => totals.later('a'), 0),
    );
    expect(untaken.message).to.contain('Totals could not take an event').and.to.contain('no negative deposits');
    expect(untaken.cause).to.include({ name: 'ProjectionError', version: 1 });

    const cause = new Error('no such table');
    const unread = await assertionErrorOf(
      projection(Totals).reads((): number => {
        throw cause;
      }, 1),
    );
    expect(unread).to.include({ message: 'The query of Totals has failed with Error: no such table', cause });
  });

  it('may begin with what another one begins with', async () => {
    const base = projection(Totals).given(new Deposited(1));
    await base.given(new Deposited(2)).reads((totals) => totals.later('a'), 3);
    await base.given(new Deposited(3)).reads((totals) => totals.later('a'), 4);
    await base.reads((totals) => totals.later('a'), 1);
  });

  it('stores the events, also those that the projection passes over, of the aggregate that it is told of', async () => {
    await projection(Totals, { aggregate: 'account', clock: { now: () => new Date(0) } })
      .given(new Withdrawn(1), new Deposited(5))
      .reads(
        ({ contexts }) => contexts.map(({ transaction: _, signal: __, ...context }) => context),
        [
          {
            aggregate: 'account',
            aggregateId: 'a',
            tenant: undefined,
            stream: 'account:a',
            version: 2,
            time: new Date(0),
            metadata: {},
          },
        ],
      );
  });

  it('gives the projection its services and its transaction', async () => {
    const rows = new Rows();
    await projection(Balances, { services: [provide(ROWS, rows)], checkpoints: new MemoryCheckpoints() })
      .given(new Deposited(5), new Withdrawn(2))
      .reads((balances) => balances.of('a'), 3);
    expect([...rows.balances]).to.deep.equal([['a', 3]]);
  });

  describe('of a projection that writes through the transaction of a database', () => {
    interface Writes {
      put(row: string): void;
    }

    @Projection('lines')
    class Lines {
      @EventHandler()
      protected deposited(_: Deposited, { transaction }: ProjectionContext<Writes>) {
        transaction.put('deposited');
      }

      @EventHandler()
      protected withdrawn({ amount }: Withdrawn, { transaction }: ProjectionContext<Partial<Writes>>) {
        transaction.put?.('withdrawn');
        if (amount < 0) throw new RangeError('There are no negative withdrawals.');
      }

      read(): string {
        return 'read';
      }
    }

    it('says that it needs checkpoints of that database', async () => {
      const { message, cause } = await assertionErrorOf(
        projection(Lines)
          .given(new Deposited(1))
          .reads((lines) => lines.read(), ''),
      );
      expect(message).to.contain('Lines could not take an event: ProjectionError: Projection "lines@1" failed');
      expect(message).to.contain('transaction.put is not a function');
      expect(message).to.contain(
        'The checkpoints of this scenario are in memory, and their transaction has no "put". Where a projection writes through ' +
          'the transaction of a database, give the scenario checkpoints of that database: projection(Lines, { checkpoints }).',
      );
      expect(cause).to.have.property('name', 'ProjectionError');
    });

    it('says nothing of that when it can do without, or fails for something else', async () => {
      await projection(Lines)
        .given(new Withdrawn(1))
        .reads((lines) => lines.read(), 'read');
      const { message } = await assertionErrorOf(
        projection(Lines)
          .given(new Withdrawn(-1))
          .reads((lines) => lines.read(), 'read'),
      );
      expect(message).to.contain('no negative withdrawals').and.not.to.contain('checkpoints');
    });
  });

  it('is refused when the checkpoints that it is given know its streams', async () => {
    const options = { services: [provide(ROWS, new Rows())], checkpoints: new MemoryCheckpoints() };
    const balances = projection(Balances, options).given(new Deposited(5));
    await balances.reads((balances) => balances.of('a'), 5);

    const again = await assertionErrorOf(balances.given(['b']).reads((balances) => balances.of('a'), 5));

    expect(again.message).to.equal(
      'The checkpoints of this scenario know Balances in stream "aggregate:a" already, at version 1: give each scenario a ' +
        'table of checkpoints of its own, or aggregates of other ids.',
    );
    await projection(Balances, options)
      .given(['c', new Deposited(7)])
      .reads((balances) => balances.of('c'), 7);
  });

  it('is refused when what is given is no event', async () => {
    const noEvent = await rejection(
      projection(Totals)
        .given({})
        .reads((totals) => totals.later('a'), 0),
    );
    expect(noEvent).to.include({ name: 'ConfigurationError' });
    const noId = await assertionErrorOf(
      projection(Totals)
        .given([new Deposited(1), new Deposited(2)])
        .reads((totals) => totals.later('a'), 0),
    );
    expect(noId.message).to.contain('begin with the id of an aggregate');
  });

  it('does not compile with another result than that of the query', () => {
    const compiled = () => {
      void projection(Totals).reads((totals) => totals.later('a'), 5);
      // @ts-expect-error: the query comes to a number.
      void projection(Totals).reads((totals) => totals.later('a'), '5');
      // @ts-expect-error: it has no such method.
      void projection(Totals).reads((totals) => totals.earlier('a'), 5);
    };
    expect(compiled).to.be.a('function');
  });
});
