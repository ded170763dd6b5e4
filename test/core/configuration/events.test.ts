import { Aggregate, Event, EventHandler } from '@eventsource/core';
import { expect } from 'chai';
import { Type } from 'class-transformer';
import { application } from '../application.js';
import type { Closed } from './messages.js';
import { Opened } from './messages.js';
import { refusal, refused } from './refusal.js';

class Undecorated {}

@Event('')
class Nameless {}

@Event('opened')
class NamedLikeOpened {
  readonly at = 'noon';
}

@Event('half', { version: 1.5, upcast: { 1: (data) => data } })
class Half {}

@Event('zero', { version: 0 })
class Zero {}

@Event('gap', { version: 4, upcast: { 1: (data) => data, 3: (data) => data } })
class Gap {}

@Event('secretive')
class Secretive {
  readonly #amount = 5;

  get amount() {
    return this.#amount;
  }
}

class DerivedFromSecretive extends Secretive {}
Event('derived-from-secretive')(DerivedFromSecretive);

@Event('holds-secretive')
class HoldsSecretive {
  @Type(() => Secretive)
  readonly secretive: Secretive = new Secretive();
}

@Aggregate('undecorated-event')
class UndecoratedEvent {
  @EventHandler()
  protected happened(_: Undecorated) {}
}

@Aggregate('nameless-event')
class NamelessEvent {
  @EventHandler()
  protected happened(_: Nameless) {}
}

@Aggregate('one-name')
class OneName {
  @EventHandler()
  protected opened(_: Opened) {}

  @EventHandler()
  protected alike(_: NamedLikeOpened) {}
}

@Aggregate('versions')
class Versions {
  @EventHandler()
  protected half(_: Half) {}

  @EventHandler()
  protected zero(_: Zero) {}
}

@Aggregate('gaps')
class Gaps {
  @EventHandler()
  protected happened(_: Gap) {}
}

@Aggregate('private-fields')
class PrivateFields {
  @EventHandler()
  protected happened(_: Secretive) {}

  @EventHandler()
  protected derived(_: DerivedFromSecretive) {}

  @EventHandler()
  protected holding(_: HoldsSecretive) {}
}

@Aggregate('two-appliers')
class TwoAppliers {
  @EventHandler()
  protected one(_: Opened) {}

  @EventHandler()
  protected other(_: Opened) {}
}

@Aggregate('waiting')
class Waiting {
  @EventHandler()
  protected async opened(_: Opened) {}
}

@Aggregate('imported-as-type')
class ImportedAsType {
  @EventHandler()
  protected closed(_: Closed) {}
}

@Aggregate('bundled')
class Bundled {
  // @ts-expect-error: what a bundler leaves of a class in a file that imports this one.
  @EventHandler(undefined)
  protected opened(_: Opened) {}
}

@Aggregate('gaps-again')
class GapsAgain extends Gaps {}

@Aggregate('union')
class Union {
  @EventHandler()
  protected either(_: Opened | Nameless) {}
}

describe('An event is refused', () => {
  it('without @Event', () => {
    expect(refusal({ aggregates: [UndecoratedEvent] })).to.deep.equal(['event-undecorated: Undecorated']);
  });

  it('without a stored name', () => {
    expect(refusal({ aggregates: [NamelessEvent] })).to.deep.equal(['event-name: Nameless']);
  });

  it('when another event has its stored name', () => {
    expect(refusal({ aggregates: [OneName] })).to.deep.equal(['event-name-taken: NamedLikeOpened']);
  });

  it('when its schema version is no positive whole number', () => {
    expect(refusal({ aggregates: [Versions] })).to.deep.equal(['event-version: Half', 'event-version: Zero']);
  });

  it('when an older schema version has no upcaster', () => {
    const { mistakes } = refused(() => application({ aggregates: [Gaps] }));
    expect(mistakes).to.deep.equal([
      {
        code: 'upcaster-gap',
        where: 'Gap',
        problem: 'it is at schema version 4, but has no upcaster from version 2.',
      },
    ]);
  });

  it('once, when several aggregates handle it', () => {
    expect(refusal({ aggregates: [Gaps, GapsAgain] })).to.deep.equal(['upcaster-gap: Gap']);
  });

  it('when it, its base class or a value in it has #private fields, which would not be stored', () => {
    expect(refusal({ aggregates: [PrivateFields] })).to.deep.equal([
      'event-private-field: Secretive',
      'event-private-field: DerivedFromSecretive',
      'event-private-field: HoldsSecretive',
    ]);
  });
});

describe('An event handler is refused', () => {
  it('when its aggregate applies the event already', () => {
    expect(refusal({ aggregates: [TwoAppliers] })).to.deep.equal(['event-handled-twice: TwoAppliers.other']);
  });

  it('when it is async', () => {
    expect(refusal({ aggregates: [Waiting] })).to.deep.equal(['event-handler-async: Waiting.opened']);
  });

  it('when its event was imported as a type, of which nothing is emitted', () => {
    expect(refusal({ aggregates: [ImportedAsType] })).to.deep.equal(['parameter-unknown: ImportedAsType.closed']);
  });

  it('when its class was not there yet as the decorator ran', () => {
    expect(refusal({ aggregates: [Bundled] })).to.deep.equal(['parameter-unknown: Bundled.opened']);
  });

  it('when its parameter is a union, and the decorator names no classes', () => {
    expect(refusal({ aggregates: [Union] })).to.deep.equal(['parameter-unknown: Union.either']);
  });
});
