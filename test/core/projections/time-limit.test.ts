import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DeadLetter,
  Deliveries,
  type DeliveryOptions,
  Dispatcher,
  EventHandler,
  install,
  MemoryCheckpoints,
  MemoryStore,
  type MemoryTransaction,
  type Move,
  Projection,
  type ProjectionContext,
  Projections,
} from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { Account, DepositAll, Deposited } from '../accounts/account.js';

const never = () => new Promise<void>(() => {});

/** Notes deposits with the move, and does first what it is told to. */
@Projection('slow')
class Slow {
  readonly begun: string[] = [];
  readonly noted: string[] = [];
  first: (amount: number, context: ProjectionContext) => Promise<void> = async () => {};

  @EventHandler()
  protected async deposited({ amount }: Deposited, context: ProjectionContext<MemoryTransaction>) {
    const place = `${context.aggregateId}@${context.version}`;
    this.begun.push(place);
    await this.first(amount, context);
    context.transaction.change(() => this.noted.push(place));
  }
}

/** Whose moves never end where they are told so. */
class HangingCheckpoints extends MemoryCheckpoints {
  hangs = false;

  override async move(move: Move, work: (transaction: MemoryTransaction) => Promise<void>): Promise<void> {
    if (!this.hangs) return super.move(move, work);
    await work({ change: () => {} });
    await never();
  }
}

function slow(options: DeliveryOptions = {}) {
  const app = container.createChildContainer();
  const letters: DeadLetter[] = [];
  const deadLetters = { put: async (letter: DeadLetter) => void letters.push(letter) };
  const checkpoints = new HangingCheckpoints();
  install(app, { aggregates: [Account], projections: [Slow], checkpoints, deadLetters, store: new MemoryStore() });
  const consumer = app.resolve(Projections).consumer(Slow);
  const delivery = app.resolve(Deliveries).to(consumer, { timeout: 50, ...options });
  const deposit = async (account: string, ...commits: readonly (readonly number[])[]) => {
    for (const amounts of commits) await app.resolve(Dispatcher).dispatch(new DepositAll(account, [...amounts]));
  };
  return { projection: app.resolve(Slow), checkpoints, delivery, deposit, letters };
}

/** Hangs at the amount 13. */
const unlucky = (amount: number) => (amount === 13 ? never() : Promise.resolve());

describe('A handler that never ends', () => {
  it('is left behind after a time, which is a failed try, and holds up its stream only', async () => {
    const { projection, delivery, deposit, letters } = slow({ tries: 2 });
    projection.first = unlucky;
    await deposit('ann', [13]);
    await deposit('bob', [1]);
    const [failure, ...others] = await delivery.catchUp(['account:ann', 'account:bob']);
    expect(failure).to.include({ stream: 'account:ann', version: 1 }).and.not.to.have.property('transient');
    expect(failure?.error).to.include({
      name: 'ConsumerTimeoutError',
      consumer: 'slow@1',
      stream: 'account:ann',
      version: 1,
      timeout: 50,
    });
    expect(others).to.deep.equal([]);
    expect(projection.noted).to.deep.equal(['bob@1']);

    expect(await delivery.catchUp(['account:ann'])).to.deep.equal([]);
    expect(letters).to.have.length(1);
    expect(letters[0]).to.deep.include({ stream: 'account:ann', version: 1, tries: 2 });
    expect(letters[0]?.error.name).to.equal('ConsumerTimeoutError');
  });

  it('is waited for once; what is before it in its stream is taken, and its commit is named', async () => {
    const { projection, delivery, deposit } = slow();
    projection.first = unlucky;
    await deposit('ann', [1], [2, 3], [4, 13, 5], [6]);
    const [failure] = await delivery.catchUp(['account:ann']);
    expect(failure).to.include({ stream: 'account:ann', version: 4 });
    expect(failure?.error).to.include({ name: 'ConsumerTimeoutError', version: 5 });
    expect(projection.noted).to.deep.equal(['ann@1', 'ann@2', 'ann@3']);
    expect(projection.begun.filter((place) => place === 'ann@5')).to.have.length(1);
    expect(projection.begun).not.to.include('ann@6');
  });

  it('has its signal aborted, and what it does later takes no effect', async () => {
    const { projection, delivery, deposit, checkpoints } = slow();
    let goOn = () => {};
    let signal: AbortSignal | undefined;
    projection.first = (_, context) => {
      signal = context.signal;
      return new Promise((resolve) => {
        goOn = resolve;
      });
    };
    await deposit('ann', [1, 2]);
    await delivery.catchUp(['account:ann']);
    expect(signal?.aborted).to.equal(true);
    expect(signal?.reason).to.include({ name: 'ConsumerTimeoutError' });
    goOn();
    await sleep(0);
    expect(projection.noted).to.deep.equal([]);
    expect(projection.begun).to.deep.equal(['ann@1']);
    expect((await checkpoints.read('slow@1', ['account:ann'])).get('account:ann')?.version).to.equal(0);

    projection.first = async () => {};
    expect(await delivery.catchUp(['account:ann'])).to.deep.equal([]);
    expect(projection.noted).to.deep.equal(['ann@1', 'ann@2']);
  });

  it('counts as no try where the end of the delivery comes first', async () => {
    const { projection, delivery, deposit, letters } = slow({ timeout: 60_000, tries: 1 });
    projection.first = never;
    await deposit('ann', [1]);
    const [failure] = await delivery.catchUp(['account:ann'], { signal: AbortSignal.timeout(20) });
    expect(failure).to.include({ stream: 'account:ann', version: 1, transient: true });
    expect(letters).to.deep.equal([]);
  });
});

describe('The time limit of a projection', () => {
  it('is one for each event, however long several take together', async () => {
    const { projection, delivery, deposit } = slow({ timeout: 1000 });
    projection.first = () => sleep(110);
    await deposit('ann', ...Array.from({ length: 10 }, () => [1]));
    expect(await delivery.catchUp(['account:ann'])).to.deep.equal([]);
    expect(projection.begun).to.have.length(10);
  });

  it('holds for a move that never ends, too', async () => {
    const { projection, delivery, deposit, checkpoints } = slow();
    checkpoints.hangs = true;
    await deposit('ann', [1], [2]);
    const [failure] = await delivery.catchUp(['account:ann']);
    expect(failure).to.include({ stream: 'account:ann', version: 1 });
    expect(failure?.error).to.include({ name: 'ConsumerTimeoutError', version: 1 });
    expect(projection.begun).to.deep.equal(['ann@1', 'ann@2']);
  });
});
