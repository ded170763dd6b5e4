import { type DeadLetters, NotInstalledError, Projection, UnknownProjectionError } from '@eventsource/core';
import { InvalidConsumersError, redrive, streamHandler } from '@eventsource/lambda';
import { pollStream } from '@eventsource/lambda/poller';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { Deposit } from '../../core/accounts/account.js';
import { rejection } from '../../core/accounts/application.js';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { application, Disks } from '../../core/projections/application.js';
import { Balances } from '../../core/projections/balances.js';
import { invocation } from '../events.js';

@Projection('elsewhere')
class Elsewhere {}

/** Of a stream that carries keys only, so that the store is asked. */
const batch = {
  Records: [
    {
      eventName: 'INSERT',
      dynamodb: { Keys: { key: { S: 'account:a' }, partition: { N: '1' } }, SequenceNumber: '1' },
    },
  ],
};

/** An account with 5 in it, and a consumer that is no projection. */
async function world() {
  const { app, balances, dispatcher } = application(new Disks());
  await dispatcher.dispatch(new Deposit('a', 5));
  const publisher = new NoteTaker(undefined, 'publisher');
  const taken = () => ({ projection: balances.of('a'), publisher: publisher.of('account:a').length });
  return { app, publisher, taken };
}

describe('The consumers of a handler', () => {
  it('are the projections of the application', async () => {
    const { app, taken } = await world();
    await streamHandler(app)(batch, invocation());
    expect(taken()).to.deep.equal({ projection: 5, publisher: 0 });
  });

  it('are other consumers beside the projections', async () => {
    const { app, publisher, taken } = await world();
    await streamHandler(app, [() => publisher])(batch, invocation());
    expect(taken()).to.deep.equal({ projection: 5, publisher: 1 });
  });

  it('are one projection for a function of its own, or none', async () => {
    const { app, publisher, taken } = await world();
    await streamHandler(app, [publisher], { projections: [] })(batch, invocation());
    expect(taken()).to.deep.equal({ projection: 0, publisher: 1 });
    await streamHandler(app, [], { projections: [Balances] })(batch, invocation());
    expect(taken()).to.deep.equal({ projection: 5, publisher: 1 });
  });

  it('are no projection that is not installed', async () => {
    const { app } = await world();
    expect(() => streamHandler(app, [], { projections: [Elsewhere] })).to.throw(UnknownProjectionError, 'Elsewhere');
  });

  it('are no projection twice, if it is given as another consumer, too', async () => {
    const { app, publisher } = await world();
    const twin = new NoteTaker(undefined, 'balances@2');
    expect(() => streamHandler(app, [twin])).to.throw(InvalidConsumersError, /"balances@2".*do not pass them/);
    expect(() => streamHandler(app, [publisher, publisher])).to.throw(InvalidConsumersError, /"publisher"[^.]*\.$/);
  });

  it('are not none', async () => {
    const { app } = await world();
    expect(() => streamHandler(app, [], { projections: [] })).to.throw(InvalidConsumersError, 'none');
  });

  it('need an application', async () => {
    const empty = container.createChildContainer();
    const options = { table: 'events', signal: AbortSignal.abort() };
    expect(() => streamHandler(empty)).to.throw(NotInstalledError, 'call install(container, …) first');
    expect(await rejection(pollStream(empty, options))).to.be.instanceOf(NotInstalledError);
    expect(await rejection(redrive(empty, { consumer: 'x' }))).to.be.instanceOf(NotInstalledError);
  });
});

describe('A redrive', () => {
  it('knows the projections and the consumers beside them', async () => {
    const { app, publisher, taken } = await world();
    const deadLetters: DeadLetters = { put: async () => {} };
    publisher.before = () => {
      throw new Error('broken');
    };
    await streamHandler(app, [publisher], { tries: 1, deadLetters })(batch, invocation());
    publisher.before = () => {};
    const redriven = { streams: 1, failures: [] };
    expect(await redrive(app, { consumer: 'publisher', consumers: [publisher] })).to.deep.equal(redriven);
    expect(taken()).to.deep.equal({ projection: 5, publisher: 1 });
    expect(await redrive(app, { consumer: 'balances@2', consumers: [publisher] })).to.deep.include({ streams: 0 });
  });
});
