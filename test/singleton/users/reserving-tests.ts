import { type Clock, Dispatcher, install, type Module, Repository, type Store } from '@eventsource/core';
import { AlreadyReservedError, type Reservations, reserving } from '@eventsource/singleton';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { AlreadyRegistered, ChangeEmail, CloseAccount, Lend, Register, User } from './user.js';

/** A store with a registry, both new and empty for the ids of one test. */
export interface Place {
  readonly store: Store;
  readonly registry: (clock: Clock) => Reservations;
}

export interface ReservingOptions {
  /** Whether the store appends to several streams at once. */
  readonly transactions: boolean;
}

export function application({ store, registry }: Place, clock: Clock = { now: () => new Date() }, ...more: Module[]) {
  const app = container.createChildContainer();
  const reservations = registry(clock);
  install(app, { aggregates: [User], store, clock, report: () => {} }, reserving(reservations), ...more);
  return { dispatcher: app.resolve(Dispatcher), repository: app.resolve(Repository), reservations };
}

export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('The promise was expected to reject.');
}

let tests = 0;

/** The tests of what commands reserve, on any store. Each uses values and aggregates of its own. */
export function reservingTests(place: () => Place, { transactions }: ReservingOptions): void {
  let n: number;
  let app: ReturnType<typeof application>;
  const user = (name: string) => `${name}-${n}`;
  const mail = (name: string) => `${name}-${n}@example.com`;
  const isFree = (name: string, owner = 'nobody') =>
    app.reservations.isAvailable({ type: 'email', id: mail(name), owner });
  const emailOf = async (name: string) => (await app.repository.load(User, user(name))).aggregate.email;

  beforeEach(() => {
    n = ++tests;
    app = application(place());
  });

  it('is reserved with the events, for its owner', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));

    expect(await isFree('a')).to.equal(false);
    expect(await isFree('a', user('ann'))).to.equal(true);
  });

  it('is refused to another, of whom nothing is stored, and who is not told whose it is', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));

    const error = await rejection(app.dispatcher.dispatch(new Register(user('bob'), mail('a'))));

    expect(error)
      .to.be.instanceOf(AlreadyReservedError)
      .and.include({ type: 'email', id: mail('a') });
    const { message, stack, ...told } = Object(error);
    expect(`${message} ${JSON.stringify(told)} ${String(told.cause)}`).to.not.include(user('ann'));
    expect((await app.repository.load(User, user('bob'))).version).to.equal(0);
  });

  it('goes to exactly one of twenty who want it at once', async () => {
    const race = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => app.dispatcher.dispatch(new Register(user(`u${index}`), mail('a')))),
    );

    const refused = race.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused.map(({ name }) => name)).to.deep.equal(Array(19).fill('AlreadyReservedError'));
    const emails = await Promise.all(race.map((_, index) => emailOf(`u${index}`)));
    expect(emails.filter((email) => email === mail('a'))).to.have.length(1);
  });

  it('is released when it changes', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));

    await app.dispatcher.dispatch(new ChangeEmail(user('ann'), mail('b')));

    expect([await isFree('a'), await isFree('b')]).to.deep.equal([true, false]);
  });

  it('stays with its owner when the new one is refused', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));
    await app.dispatcher.dispatch(new Register(user('bob'), mail('b')));

    await rejection(app.dispatcher.dispatch(new ChangeEmail(user('ann'), mail('b'))));

    expect(await isFree('a')).to.equal(false);
    expect(await emailOf('ann')).to.equal(mail('a'));
  });

  it('stays as it is when the command emits nothing', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));

    const { count } = await app.dispatcher.dispatch(new ChangeEmail(user('ann'), mail('a')));

    expect(count).to.equal(0);
    expect(await isFree('a')).to.equal(false);
  });

  it('is not reserved when the handler rejects', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));

    const error = await rejection(app.dispatcher.dispatch(new Register(user('ann'), mail('b'))));

    expect(error).to.be.instanceOf(AlreadyRegistered);
    expect(await isFree('b')).to.equal(true);
  });

  it('is released by a command that says so', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));

    await app.dispatcher.dispatch(new CloseAccount(user('ann')));

    expect(await isFree('a')).to.equal(true);
    await app.dispatcher.dispatch(new Register(user('bob'), mail('a')));
  });

  it('is left to whoever has it when its former owner releases it', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));
    await app.reservations.revoke({ type: 'email', id: mail('a') });
    await app.dispatcher.dispatch(new Register(user('bob'), mail('a')));

    await app.dispatcher.dispatch(new ChangeEmail(user('ann'), mail('b')));

    expect(await isFree('a', user('bob'))).to.equal(true);
    expect(await isFree('a')).to.equal(false);
  });

  it('may be several, one of them for a while', async () => {
    let time = Date.now();
    const clock = { now: () => new Date(time) };
    app = application(place(), clock);
    await app.dispatcher.dispatch(new Lend(user('ann'), mail('a')));
    expect(await isFree('a')).to.equal(false);

    time += 61_000;

    expect(await isFree('a')).to.equal(true);
    const name = { type: 'name', id: `the ${mail('a')}`, owner: 'nobody' };
    expect(await app.reservations.isAvailable(name)).to.equal(false);
    await app.dispatcher.dispatch(new Register(user('bob'), mail('a')));
  });

  it('is that of the tenant: others have values of their own', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')), { tenant: 'acme' });

    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')), { tenant: 'other' });

    const resource = { type: 'email', id: mail('a'), owner: 'nobody' };
    expect(await app.reservations.isAvailable(resource)).to.equal(true);
    expect(await app.reservations.isAvailable({ ...resource, tenant: 'acme' })).to.equal(false);
  });

  it('is reserved once by a command that is repeated by its id', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')), { id: 'once' });

    const { version } = await application(place()).dispatcher.dispatch(new Register(user('ann'), mail('a')), {
      id: 'once',
    });

    expect(version).to.equal(1);
  });

  it('is refused by a stale aggregate only if a current one wants it, too', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));
    const elsewhere = application(place()).dispatcher;
    await elsewhere.dispatch(new ChangeEmail(user('ann'), mail('b')));
    await elsewhere.dispatch(new Register(user('bob'), mail('a')));

    // What lies in memory says a; the command asks for what is b's by now.
    const error = await rejection(app.dispatcher.dispatch(new ChangeEmail(user('ann'), mail('a'))));

    expect(error).to.be.instanceOf(AlreadyReservedError);
    expect(await emailOf('ann')).to.equal(mail('b'));
  });

  if (!transactions) return;

  it('changes hands in one transaction', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));
    await app.dispatcher.dispatch(new Register(user('bob'), mail('b')));

    await app.dispatcher.dispatchAll([
      new ChangeEmail(user('ann'), mail('c')),
      new ChangeEmail(user('bob'), mail('a')),
    ]);

    expect([await isFree('a', user('bob')), await isFree('a', user('ann')), await isFree('b')]).to.deep.equal([
      true,
      false,
      true,
    ]);
  });

  it('may be exchanged', async () => {
    await app.dispatcher.dispatch(new Register(user('ann'), mail('a')));
    await app.dispatcher.dispatch(new Register(user('bob'), mail('b')));

    await app.dispatcher.dispatchAll([
      new ChangeEmail(user('ann'), mail('b')),
      new ChangeEmail(user('bob'), mail('a')),
    ]);

    expect([await emailOf('ann'), await emailOf('bob')]).to.deep.equal([mail('b'), mail('a')]);
    expect([await isFree('a', user('bob')), await isFree('b', user('ann'))]).to.deep.equal([true, true]);
    expect([await isFree('a', user('ann')), await isFree('b', user('bob'))]).to.deep.equal([false, false]);
  });

  it('is refused to two who want it together, and nothing is stored of either', async () => {
    const both = [new Register(user('ann'), mail('a')), new Register(user('bob'), mail('a'))];

    const error = await rejection(app.dispatcher.dispatchAll(both));

    expect(error).to.be.instanceOf(AlreadyReservedError);
    expect(await isFree('a')).to.equal(true);
    expect([await emailOf('ann'), await emailOf('bob')]).to.deep.equal(['', '']);
  });
}
