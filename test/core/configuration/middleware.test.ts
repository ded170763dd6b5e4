import {
  Aggregate,
  type CommandContext,
  CommandHandler,
  Dispatcher,
  EventHandler,
  type Middleware,
  UnexpectedVersionError,
} from '@eventsource/core';
import { expect } from 'chai';
import { rejection } from '../accounts/application.js';
import { application } from '../application.js';
import { Close, Open, Opened } from './messages.js';

@Aggregate('door')
class Door {
  @CommandHandler()
  open(_: Open, { metadata }: CommandContext) {
    return new Opened(`${metadata.user} via ${metadata.channel}`);
  }

  @CommandHandler()
  close(_: Close) {
    throw new RangeError('It is open.');
  }

  @EventHandler()
  protected opened(_: Opened) {}
}

const through = (...middleware: readonly Middleware[]) =>
  application({ aggregates: [Door], middleware }).resolve(Dispatcher);

const noting =
  (name: string, notes: string[]): Middleware =>
  async (invocation, next) => {
    notes.push(`${name} before`);
    const committed = await next(invocation);
    notes.push(`${name} after`);
    return committed;
  };

const adding =
  (metadata: Readonly<Record<string, string>>): Middleware =>
  (invocation, next) => {
    const { options } = invocation;
    return next({ ...invocation, options: { ...options, metadata: { ...options.metadata, ...metadata } } });
  };

describe('Middleware', () => {
  it('wraps a dispatch, the first one outermost, over all modules', async () => {
    const notes: string[] = [];
    const dispatcher = application(
      { middleware: [noting('first', notes), noting('second', notes)] },
      { aggregates: [Door], middleware: [noting('third', notes)] },
    ).resolve(Dispatcher);
    await dispatcher.dispatch(new Open('d-1'));
    const before = ['first before', 'second before', 'third before'];
    expect(notes).to.deep.equal([...before, 'third after', 'second after', 'first after']);
  });

  it('is told command, aggregate, id and options', async () => {
    const seen: unknown[] = [];
    const dispatcher = through((invocation, next) => {
      seen.push(invocation);
      return next(invocation);
    });
    const command = new Open('d-1');
    await dispatcher.dispatch(command, { id: 'i-1', expectedVersion: 0 });
    expect(seen).to.deep.equal([
      { command, aggregate: 'door', aggregateId: 'd-1', options: { id: 'i-1', expectedVersion: 0 } },
    ]);
  });

  it('adds options, which the next one and the handler see', async () => {
    const dispatcher = through(adding({ user: 'Ann', channel: 'phone' }), adding({ channel: 'web' }));
    const { events, metadata } = await dispatcher.dispatch(new Open('d-1'), { metadata: { tenant: 't-1' } });
    expect(events).to.deep.equal([{ by: 'Ann via web' }]);
    expect(metadata).to.deep.equal({ tenant: 't-1', user: 'Ann', channel: 'web' });
  });

  it('can expect a version', async () => {
    const dispatcher = through((invocation, next) => next({ ...invocation, options: { expectedVersion: 7 } }));
    expect(await rejection(dispatcher.dispatch(new Open('d-1')))).to.be.instanceOf(UnexpectedVersionError);
  });

  it('refuses by throwing, and then nothing is stored', async () => {
    let closed = true;
    const refusal = new Error('We are closed.');
    const dispatcher = through((invocation, next) => {
      if (closed) throw refusal;
      return next(invocation);
    });
    expect(await rejection(dispatcher.dispatch(new Open('d-1')))).to.equal(refusal);
    closed = false;
    expect((await dispatcher.dispatch(new Open('d-1'))).version).to.equal(1);
  });

  it('cannot send the command, or another one, elsewhere', async () => {
    const dispatcher = through((invocation, next) =>
      next({ ...invocation, command: new Close('d-2'), aggregateId: 'd-2' }),
    );
    const { aggregateId, events } = await dispatcher.dispatch(new Open('d-1'), {
      metadata: { user: 'A', channel: 'b' },
    });
    expect([aggregateId, events]).to.deep.equal(['d-1', [{ by: 'A via b' }]]);
  });

  it('sees rejections', async () => {
    const seen: unknown[] = [];
    const dispatcher = through(async (invocation, next) => {
      try {
        return await next(invocation);
      } catch (error) {
        seen.push(error);
        throw error;
      }
    });
    const rejected = await rejection(dispatcher.dispatch(new Close('d-1')));
    expect(rejected).to.be.instanceOf(RangeError);
    expect(seen).to.deep.equal([rejected]);
  });
});
