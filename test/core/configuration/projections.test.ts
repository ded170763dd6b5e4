import {
  Aggregate,
  CommandHandler,
  Event,
  EventHandler,
  install,
  MemoryCheckpoints,
  MemoryStore,
  type Module,
  Projection,
  Projections,
  plainIds,
  token,
} from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { application } from '../application.js';
import { Open, Opened } from './messages.js';
import { refusal, refused } from './refusal.js';

@Aggregate('door')
class Door {
  @EventHandler()
  protected opened(_: Opened) {}
}

@Event('walled-up')
class WalledUp {}

const DB = token<object>('db');

@Projection('openings')
class Openings {
  @EventHandler() async opened(_: Opened) {}
}

@Projection('openings', { version: 1 })
class SameOpenings {
  @EventHandler() opened(_: Opened) {}
}

@Projection('openings', { version: 2 })
class NextOpenings {
  @EventHandler() opened(_: Opened) {}
}

class Undecorated {
  @EventHandler() opened(_: Opened) {}
}

@Projection('open@home', { version: 0 })
class BadlyNamed {
  @EventHandler() opened(_: Opened) {}
}

@Projection('idle')
class Idle {}

@Projection('walls')
class Walls {
  @EventHandler() walledUp(_: WalledUp) {}
  @EventHandler() opened(_: Opened) {}
}

@Projection('twice')
class Twice {
  @EventHandler() opened(_: Opened) {}
  @EventHandler() again(_: Opened) {}
}

@Projection('unknowing')
class Unknowing {
  @EventHandler() anything(_: object) {}
}

class Forgotten {}

@Projection('forgetful')
class Forgetful {
  @EventHandler() forgotten(_: Forgotten) {}
}

@Projection('commanding')
class Commanding {
  @CommandHandler() open(_: Open) {}
}

@Projection('needy', { inject: [DB] })
class Needy {
  constructor(readonly db: object) {}
  @EventHandler() opened(_: Opened) {}
}

// @ts-expect-error: as where nothing checks types.
@Projection('starved')
class Starved {
  constructor(readonly db: object) {}
  @EventHandler() opened(_: Opened) {}
}

const mistakesOf = (...projections: NonNullable<Module['projections']>) =>
  refusal(
    { aggregates: [Door], checkpoints: new MemoryCheckpoints(), projections },
    Projections,
    ...projections.map(Object),
  );

describe('A projection is refused', () => {
  it('without @Projection, or when it is no class', () => {
    expect(mistakesOf(Undecorated)).to.deep.equal(['projection-undecorated: Undecorated']);
    // @ts-expect-error: what a bundler leaves of a class in a file that imports this one.
    const projections: Module = { projections: [undefined], checkpoints: new MemoryCheckpoints() };
    expect(refusal({ aggregates: [Door], ...projections })).to.deep.equal(['projection-undecorated: install']);
  });

  it('with a name or a version that no position can be kept under', () => {
    expect(mistakesOf(BadlyNamed)).to.deep.equal(['projection-name: BadlyNamed', 'projection-version: BadlyNamed']);
  });

  it('with the name and the version of another one', () => {
    expect(mistakesOf(Openings, SameOpenings)).to.deep.equal(['projection-name-taken: SameOpenings']);
  });

  it('without an event handler, with two for one event, or with one for no class', () => {
    expect(mistakesOf(Idle)).to.deep.equal(['projection-handles-nothing: Idle']);
    expect(mistakesOf(Twice)).to.deep.equal(['event-handled-twice: Twice.again']);
    expect(mistakesOf(Unknowing)).to.deep.equal(['parameter-unknown: Unknowing.anything']);
    expect(mistakesOf(Forgetful)).to.deep.equal(['event-undecorated: Forgotten']);
  });

  it('with a command handler, which nobody would call', () => {
    expect(mistakesOf(Commanding)).to.deep.equal(['projection-handles-command: Commanding.open']);
  });

  it('with an event that no aggregate of the application has', () => {
    expect(mistakesOf(Walls)).to.deep.equal(['event-unknown: Walls.walledUp']);
  });

  it('when the container cannot give what it asks for, or it asks for less than it takes', () => {
    expect(mistakesOf(Needy)).to.deep.equal(['service-unresolvable: Needy']);
    expect(mistakesOf(Starved)).to.deep.equal(['service-unresolvable: Starved']);
  });

  it('without checkpoints', () => {
    expect(refusal({ aggregates: [Door], projections: [Openings] })).to.deep.equal(['checkpoints-missing: install']);
    const { message } = refused(() => application({ aggregates: [Door], projections: [Openings] }));
    expect(message)
      .to.include('new DynamoDbCheckpoints({ table }) } of @eventsource/lambda, or')
      .and.include('in tests.');
  });

  it('where nothing tells the aggregate from the name of a stream', () => {
    const module = { aggregates: [Door], projections: [Openings], checkpoints: new MemoryCheckpoints() };
    expect(refusal({ ...module, streamNaming: plainIds })).to.deep.equal(['stream-address-missing: install']);
  });

  it('with all of its mistakes, and those of the others, at once', () => {
    const app = container.createChildContainer();
    const projections = [BadlyNamed, Needy, Walls, Idle];
    const { mistakes } = refused(() => install(app, { aggregates: [Door], projections, store: new MemoryStore() }));
    expect(mistakes.map(({ code }) => code)).to.have.members([
      'checkpoints-missing',
      'projection-name',
      'projection-version',
      'projection-handles-nothing',
      'event-unknown',
      'service-unresolvable',
    ]);
  });

  it('and none that differ in their version only, or wait', () => {
    const app = container.createChildContainer();
    const checkpoints = new MemoryCheckpoints();
    install(app, { aggregates: [Door], projections: [Openings, NextOpenings], checkpoints, store: new MemoryStore() });
    expect(app.resolve(Projections).consumers()).to.have.length(2);
  });
});
