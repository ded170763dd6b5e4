import {
  Aggregate,
  CommandHandler,
  Dispatcher,
  EventHandler,
  install,
  JsonSerializer,
  MemoryStore,
  type Module,
  provide,
  Repository,
  token,
  UnknownCommandError,
} from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { application } from '../application.js';
import { Closed, Open, Opened } from './messages.js';

const OWNER = token<string>('owner');

@Aggregate('door')
class Door {
  openings = 0;

  @CommandHandler({ inject: [OWNER] })
  open(_: Open, _context: unknown, owner: string) {
    return new Opened(owner);
  }

  @EventHandler()
  protected opened(_: Opened) {
    this.openings++;
  }

  @EventHandler()
  protected closed(_: Closed) {}
}

const ownedBy = (owner: string): Module => ({ aggregates: [Door], services: [provide(OWNER, owner)] });

class CountingStore extends MemoryStore {
  appends = 0;

  override append(...args: Parameters<MemoryStore['append']>) {
    this.appends++;
    return super.append(...args);
  }
}

class ShoutingSerializer extends JsonSerializer {
  override serialize(event: object, envelope: Parameters<JsonSerializer['serialize']>[1]) {
    return super.serialize(event instanceof Opened ? new Opened(event.by.toUpperCase()) : event, envelope);
  }
}

describe('Two applications in one process', () => {
  it('see neither each other’s streams nor each other’s services', async () => {
    const [one, other] = [application(ownedBy('Joe')), application(ownedBy('Ann'))];
    const first = await one.resolve(Dispatcher).dispatch(new Open('d-1'));
    const second = await other.resolve(Dispatcher).dispatch(new Open('d-1'));
    expect([first.events, second.events]).to.deep.equal([[{ by: 'Joe' }], [{ by: 'Ann' }]]);
    expect([first.version, second.version]).to.deep.equal([1, 1]);
  });

  it('may be nested: an application in a child container hides that of its parent, and leaves it alone', async () => {
    const parent = application(ownedBy('Joe'));
    const child = parent.createChildContainer();
    install(child, { store: new MemoryStore(), aggregates: [] });
    const inChild = await child
      .resolve(Dispatcher)
      .dispatch(new Open('d-1'))
      .catch((error: unknown) => error);
    expect(inChild).to.be.instanceOf(UnknownCommandError);
    expect((await parent.resolve(Dispatcher).dispatch(new Open('d-1'))).version).to.equal(1);
  });

  it('leave the global container alone', () => {
    application(ownedBy('Joe'));
    expect([Dispatcher, Repository, OWNER].filter((token) => container.isRegistered<unknown>(token))).to.deep.equal([]);
  });
});

describe('A later module', () => {
  it('replaces the store', async () => {
    const [store, replacement] = [new CountingStore(), new CountingStore()];
    const app = application(ownedBy('Joe'), { store }, { store: replacement });
    await app.resolve(Dispatcher).dispatch(new Open('d-1'));
    expect([store.appends, replacement.appends]).to.deep.equal([0, 1]);
  });

  it('replaces nothing with what it leaves undefined', async () => {
    const store = new CountingStore();
    const app = application(ownedBy('Joe'), { store }, { store: undefined, aggregates: undefined, clock: undefined });
    await app.resolve(Dispatcher).dispatch(new Open('d-1'));
    expect(store.appends).to.equal(1);
  });

  it('replaces the serializer', async () => {
    const app = application(ownedBy('Joe'), { serializer: (types) => new ShoutingSerializer(types) });
    expect((await app.resolve(Dispatcher).dispatch(new Open('d-1'))).events).to.deep.equal([{ by: 'JOE' }]);
  });

  it('may name the aggregates of an earlier one again', async () => {
    const app = application(ownedBy('Joe'), { aggregates: [Door] });
    await app.resolve(Dispatcher).dispatch(new Open('d-1'));
    expect((await app.resolve(Repository).load(Door, 'd-1')).aggregate.openings).to.equal(1);
  });
});

describe('A store', () => {
  it('may be made from the container, once, with the services of all modules at hand', async () => {
    const owners: string[] = [];
    const store: Module = {
      store: (app) => {
        owners.push(app.resolve<string>(OWNER));
        return new MemoryStore();
      },
    };
    const app = application(store, ownedBy('Joe'));
    await app.resolve(Dispatcher).dispatch(new Open('d-1'));
    await app.resolve(Dispatcher).dispatch(new Open('d-2'));
    expect(owners).to.deep.equal(['Joe']);
  });
});

describe('The clock and the ids', () => {
  it('are taken from the modules', async () => {
    const app = application(ownedBy('Joe'), {
      clock: { now: () => new Date('2024-05-06T07:08:09.010Z') },
      ids: { next: () => 'the-next-id' },
    });
    const { id, time } = await app.resolve(Dispatcher).dispatch(new Open('d-1'));
    expect([id, time?.toISOString()]).to.deep.equal(['the-next-id', '2024-05-06T07:08:09.010Z']);
  });
});
