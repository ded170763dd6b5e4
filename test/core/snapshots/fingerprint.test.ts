import { Aggregate, type Class, Event, EventHandler, JsonSerializer, type Module, Repository } from '@eventsource/core';
import { expect } from 'chai';
import { Expose, Transform, type TransformFnParams, Type } from 'class-transformer';
import { application } from '../application.js';
import { WatchedStore } from './watched-store.js';

const snapshot = { every: 1 };

@Event('counted')
class Counted {}

interface Application {
  readonly aggregate: Class;
  readonly event?: object;
  readonly module?: Module;
}

/** The fingerprint under which an application stores the snapshots of its aggregate. */
async function fingerprint({ aggregate, event = new Counted(), module = {} }: Application): Promise<unknown> {
  const store = new WatchedStore();
  const repository = application({ aggregates: [aggregate], store }, module).resolve(Repository);
  await repository.save(aggregate, 'c-1', [event]);
  expect(store.given).to.have.length(1);
  return store.given[0]?.fingerprint;
}

/* Each call makes classes anew, of the same code: what a process has that starts again. */

function idle(version?: string): Application {
  @Aggregate('counter', { snapshot: { ...snapshot, ...(version && { version }) } })
  class Counter {
    @EventHandler() protected counted(_: Counted) {}
  }
  return { aggregate: Counter };
}

function counting(version?: string): Application {
  @Aggregate('counter', { snapshot: { ...snapshot, ...(version && { version }) } })
  class Counter {
    count = 0;

    @EventHandler() protected counted(_: Counted) {
      this.count++;
    }
  }
  return { aggregate: Counter };
}

function derivedFrom(Base: new () => object): Application {
  @Aggregate('derived', { snapshot })
  class Derived extends Base {
    @EventHandler() protected counted(_: Counted) {}
  }
  return { aggregate: Derived };
}

function holding(Value: new () => object, ...subTypes: (new () => object)[]): Application {
  const named = subTypes.map((value, index) => ({ name: `${index}`, value }));

  class Wrapper {
    @Type(() => Value, named.length > 0 ? { discriminator: { property: 'kind', subTypes: named } } : {})
    value: object | undefined = undefined;
  }

  @Aggregate('holding', { snapshot })
  class Holding {
    @Type(() => Wrapper)
    wrapper = new Wrapper();

    @EventHandler() protected counted(_: Counted) {}
  }
  return { aggregate: Holding };
}

function exposing(name: string): Application {
  @Aggregate('exposing', { snapshot })
  class Exposing {
    @Expose({ name })
    count = 0;

    @EventHandler() protected counted(_: Counted) {}
  }
  return { aggregate: Exposing };
}

function converting(convert: (params: TransformFnParams) => unknown): Application {
  @Aggregate('converting', { snapshot })
  class Converting {
    @Transform(convert)
    count = 0;

    @EventHandler() protected counted(_: Counted) {}
  }
  return { aggregate: Converting };
}

function applying(name: string, version = 1): Application {
  @Event(name, { version, upcast: { 1: (data) => data } })
  class Happened {}

  @Aggregate('applying', { snapshot })
  class Applying {
    @EventHandler() protected happened(_: Happened) {}
  }
  return { aggregate: Applying, event: new Happened() };
}

class OtherSerializer extends JsonSerializer {
  override readonly name = 'other';
}

const Short = () =>
  class {
    cents = 0;
  };
const Long = () =>
  class {
    cents = 0;
    currency = 'EUR';
  };

const changes: readonly [what: string, one: () => Application, other: () => Application][] = [
  ['of the aggregate', () => idle(), () => counting()],
  ['of its base class', () => derivedFrom(Short()), () => derivedFrom(Long())],
  [
    'of the base class of its base class',
    () => derivedFrom(class extends Short() {}),
    () => derivedFrom(class extends Long() {}),
  ],
  ['of a value class within a value class', () => holding(Short()), () => holding(Long())],
  ['of a class that a discriminator names', () => holding(Short(), Short()), () => holding(Short(), Long())],
  ['of the name a field is stored under', () => exposing('one'), () => exposing('other')],
  ['of a conversion', () => converting(({ value }) => value), () => converting(({ value }) => Number(value))],
  ['of the name of an event', () => applying('happened'), () => applying('occurred')],
  ['of the schema version of an event', () => applying('happened'), () => applying('happened', 2)],
  [
    'of the serializer',
    () => idle(),
    () => ({ ...idle(), module: { serializer: (types) => new OtherSerializer(types) } }),
  ],
];

describe('Snapshots', () => {
  for (const [what, one, other] of changes) {
    it(`are of use until a change ${what}, and across restarts`, async () => {
      expect(await fingerprint(one())).to.equal(await fingerprint(one()));
      expect(await fingerprint(other())).to.equal(await fingerprint(other()));
      expect(await fingerprint(one())).to.not.equal(await fingerprint(other()));
    });
  }

  it('go by the version instead, when the aggregate names one', async () => {
    expect(await fingerprint(idle('v1'))).to.equal('v1');
    expect(await fingerprint(counting('v1'))).to.equal('v1');
    expect(await fingerprint(counting('v2'))).to.equal('v2');
  });
});
