import { inspect } from 'node:util';
import {
  Aggregate,
  type Class,
  CommandHandler,
  EventHandler,
  install,
  MemoryCheckpoints,
  MemoryStore,
  Projection,
} from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { application } from '../application.js';
import { Close, Closed, Open, Opened } from './messages.js';
import { refused } from './refusal.js';

/** As a build tool leaves a class that emits no decorator metadata. */
function asOfEsbuild<T extends Class>(type: T): T {
  for (const method of Reflect.ownKeys(type.prototype)) {
    Reflect.deleteMetadata('design:paramtypes', type.prototype, method);
  }
  return type;
}

@Aggregate('door')
class Door {
  @CommandHandler()
  open(_: Open) {
    return new Opened();
  }

  @CommandHandler(Close)
  close(_: Close) {
    return new Closed();
  }

  @EventHandler()
  protected opened(_: Opened) {}

  @EventHandler(Closed)
  protected closed(_: Closed) {}
}
asOfEsbuild(Door);

@Projection('openings')
class Openings {
  @EventHandler()
  opened(_: Opened) {}
}
asOfEsbuild(Openings);

@Aggregate('window')
class Window {
  @CommandHandler()
  open(_: Open) {
    return new Opened();
  }

  @EventHandler()
  protected opened(_: Opened) {}
}

@Aggregate('named')
class Named {
  @CommandHandler(Open)
  open(_: Open) {
    return new Opened();
  }

  @EventHandler(Opened)
  protected opened(_: Opened) {}
}
asOfEsbuild(Named);

const installing = (...aggregates: readonly Class[]) =>
  refused(() =>
    install(container.createChildContainer(), {
      aggregates,
      projections: [Openings],
      checkpoints: new MemoryCheckpoints(),
      store: new MemoryStore(),
    }),
  );

describe('A build that emits no decorator metadata', () => {
  it('is refused once, with what to set and which methods need a class otherwise', () => {
    const [mistake, ...others] = installing(Door).mistakes;
    expect(others).to.deep.equal([]);
    expect(mistake).to.include({ code: 'metadata-missing', where: 'install' });
    expect(mistake?.problem).to.include('Set "emitDecoratorMetadata": true in tsconfig.json');
    expect(mistake?.problem).to.match(/name the class, .* for Door\.open, Door\.opened, Openings\.opened\.$/);
  });

  it('is refused method by method where others have metadata', () => {
    expect(installing(Door, Window).mistakes.map(({ code, where }) => `${code}: ${where}`)).to.include.members([
      'parameter-unknown: Door.open',
      'parameter-unknown: Door.opened',
      'parameter-unknown: Openings.opened',
    ]);
  });

  it('is not needed where every decorator names its class', () => {
    application({ aggregates: [Named] });
  });
});

describe('A ConfigurationError', () => {
  it('is printed with each mistake once', () => {
    const error = refused(() =>
      install(container.createChildContainer(), { aggregates: [Window], cachedAggregates: 0 }),
    );
    expect(error.mistakes.map(({ code }) => code)).to.deep.equal(['store-missing', 'cache-size']);
    for (const { problem } of error.mistakes) expect(inspect(error).split(problem)).to.have.length(2);
  });
});
