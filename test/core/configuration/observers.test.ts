import {
  Aggregate,
  CommandHandler,
  type Committed,
  Dispatcher,
  EventHandler,
  JsonSerializer,
  type Module,
  type Observer,
  provide,
  type Report,
  token,
} from '@eventsource/core';
import { expect } from 'chai';
import { rejection } from '../accounts/application.js';
import { application } from '../application.js';
import { Close, Closed, Open, Opened } from './messages.js';

@Aggregate('door')
class Door {
  @CommandHandler()
  open({ id }: Open) {
    if (id === 'locked') throw new RangeError('It is locked.');
    return [new Opened('Joe'), new Closed()];
  }

  @CommandHandler()
  close(_: Close) {}

  @EventHandler()
  protected opened(_: Opened) {}

  @EventHandler()
  protected closed(_: Closed) {}
}

class Remembering implements Observer {
  readonly seen: Committed[] = [];

  committed(committed: Committed): void {
    this.seen.push(committed);
  }
}

const observed = (...modules: readonly Module[]) => application({ aggregates: [Door] }, ...modules).resolve(Dispatcher);

describe('Observers', () => {
  it('see what is committed, once it is: stream, version, id, events, time and metadata', async () => {
    const observer = new Remembering();
    const dispatcher = observed({ observers: [observer], clock: { now: () => new Date(5) } });
    await dispatcher.dispatch(new Open('d-1'), { id: 'i-1', metadata: { user: 'Ann' } });
    const { aggregate, aggregateId, stream, id, version, events, metadata, time } = observer.seen[0] ?? {};
    expect({ aggregate, aggregateId, stream, id, version, metadata, time }).to.deep.equal({
      aggregate: 'door',
      aggregateId: 'd-1',
      stream: 'door:d-1',
      id: 'i-1',
      version: 2,
      metadata: { user: 'Ann' },
      time: new Date(5),
    });
    expect(events).to.deep.equal([new Opened('Joe'), new Closed()]);
    expect(events?.[0]).to.be.instanceOf(Opened);
  });

  it('get copies of their own: what one does to events, neither others nor the caller see', async () => {
    const [one, other] = [new Remembering(), new Remembering()];
    const vandal: Observer = {
      committed({ events }) {
        for (const event of events) Object.assign(event, { by: 'vandal' });
      },
    };
    const { events } = await observed({ observers: [one, vandal, other] }).dispatch(new Open('d-1'));
    for (const copy of [one.seen[0]?.events, other.seen[0]?.events, events]) {
      expect(copy).to.deep.equal([{ by: 'Joe' }, {}]);
    }
    expect(one.seen[0]?.events[0]).to.not.equal(other.seen[0]?.events[0]);
    expect(one.seen[0]?.events[0]).to.not.equal(events[0]);
  });

  it('that fail, at once or later, fail neither the command nor the others, and are reported', async () => {
    const [failure, lateFailure] = [new Error('at once'), new Error('later')];
    const reports: Report[] = [];
    const observer = new Remembering();
    const dispatcher = observed({
      observers: [
        {
          committed: () => {
            throw failure;
          },
        },
        { committed: () => Promise.reject(lateFailure) },
        observer,
      ],
      report: (report) => reports.push(report),
    });
    expect((await dispatcher.dispatch(new Open('d-1'))).version).to.equal(2);
    expect(observer.seen).to.have.length(1);
    expect(reports).to.deep.equal([
      { kind: 'observer-failed', stream: 'door:d-1', version: 2, error: failure },
      { kind: 'observer-failed', stream: 'door:d-1', version: 2, error: lateFailure },
    ]);
  });

  it('cannot fail a command through a reporter that fails either', async () => {
    const dispatcher = observed({
      observers: [{ committed: () => Promise.reject(new Error('an observer')) }],
      report: () => {
        throw new Error('a reporter');
      },
    });
    expect((await dispatcher.dispatch(new Open('d-1'))).version).to.equal(2);
  });

  it('are reported as a warning of the process, unless a module says otherwise', async () => {
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
    await observed({ observers: [{ committed: () => Promise.reject(new Error('No mail today.')) }] }).dispatch(
      new Open('d-1'),
    );
    expect(await warned).to.include({
      name: 'EventSourceWarning',
      message:
        'An observer failed on version 2 of stream "door:d-1". The commit stays stored, and the observer is not called for it again: No mail today. [observer-failed]',
    });
  });

  it('cannot fail a command by reading events that the serializer no longer reads', async () => {
    let reads = 0;
    class Forgetful extends JsonSerializer {
      override deserialize(...args: Parameters<JsonSerializer['deserialize']>) {
        if (++reads > 2) throw new RangeError('Forgotten.');
        return super.deserialize(...args);
      }
    }
    const reports: Report[] = [];
    const dispatcher = observed({
      serializer: (types) => new Forgetful(types),
      observers: [{ committed: ({ events }) => void events.length }],
      report: (report) => reports.push(report),
    });
    expect((await dispatcher.dispatch(new Open('d-1'))).version).to.equal(2);
    expect(reports.map(({ kind }) => kind)).to.deep.equal(['observer-failed']);
  });

  it('are waited for by the caller', async () => {
    let done = false;
    const slow: Observer = {
      async committed() {
        await new Promise((resolve) => setTimeout(resolve, 10));
        done = true;
      },
    };
    await observed({ observers: [slow] }).dispatch(new Open('d-1'));
    expect(done).to.equal(true);
  });

  it('hear neither of rejections nor of commands that emit nothing', async () => {
    const observer = new Remembering();
    const dispatcher = observed({ observers: [observer] });
    await dispatcher.dispatch(new Close('d-1'));
    await rejection(dispatcher.dispatch(new Open('locked')));
    expect(observer.seen).to.deep.equal([]);
  });

  it('may dispatch, to the same aggregate too', async () => {
    const versions: number[] = [];
    const dispatcher: Dispatcher = observed({
      observers: [
        {
          async committed({ version }) {
            versions.push(version);
            if (version < 6) await dispatcher.dispatch(new Open('d-1'));
          },
        },
      ],
    });
    await dispatcher.dispatch(new Open('d-1'));
    expect(versions).to.deep.equal([2, 4, 6]);
  });

  it('may be made from the container, once', async () => {
    const SEEN = token<string[]>('seen');
    const seen: string[] = [];
    const dispatcher = observed({
      services: [provide(SEEN, seen)],
      observers: [(app) => ({ committed: ({ stream }) => void app.resolve<string[]>(SEEN).push(stream) })],
    });
    await dispatcher.dispatch(new Open('d-1'));
    await dispatcher.dispatch(new Open('d-2'));
    expect(seen).to.deep.equal(['door:d-1', 'door:d-2']);
  });

  it('of all modules are told', async () => {
    const [one, other] = [new Remembering(), new Remembering()];
    await observed({ observers: [one] }, { observers: [other] }).dispatch(new Open('d-1'));
    expect([one.seen.length, other.seen.length]).to.deep.equal([1, 1]);
  });
});
