import {
  Aggregate,
  type CommandContext,
  CommandHandler,
  Dispatcher,
  EventHandler,
  install,
  MemoryStore,
  provide,
  provideFactory,
  Repository,
  token,
} from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { application } from '../application.js';
import { Open, Opened } from './messages.js';
import { refusal } from './refusal.js';

interface Limits {
  readonly perDay: number;
}

class Greeter {
  greet(name: string) {
    return `Hello ${name}`;
  }
}

class Clerk {
  constructor(readonly greeter: Greeter) {}
}

class LoudGreeter extends Greeter {
  override greet(name: string) {
    return super.greet(name).toUpperCase();
  }
}

const LIMITS = token<Limits>('limits');
const OTHER = token<string>('other');

@Aggregate('served')
class Served {
  @CommandHandler({ inject: [LIMITS, Greeter] })
  open({ id }: Open, { version }: CommandContext, limits: Limits, greeter: Greeter) {
    return new Opened(`${greeter.greet(id)} ${version} ${limits.perDay}`);
  }

  @EventHandler()
  protected opened(_: Opened) {}
}

@Aggregate('clerk')
class AsksForClerk {
  @CommandHandler({ inject: [Clerk] })
  open(_: Open, _context: CommandContext, clerk: Clerk) {
    return new Opened(clerk.greeter.greet('you'));
  }

  @EventHandler()
  protected opened(_: Opened) {}
}

@Aggregate('nothing')
class AsksForNothing {
  // @ts-expect-error: what a bundler leaves of a class in a file that imports this one.
  @CommandHandler({ inject: [undefined] })
  open(_: Open, _context: CommandContext, _nothing: never) {}
}

const limited = (perDay: number) => ({ aggregates: [Served], services: [provide(LIMITS, { perDay })] });

describe('Services', () => {
  it('come to a handler after the context, by token and by class', async () => {
    const { events } = await application(limited(5)).resolve(Dispatcher).dispatch(new Open('Joe'));
    expect(events).to.deep.equal([{ by: 'Hello Joe 0 5' }]);
  });

  it('of a later module take the place of those of an earlier one', async () => {
    const app = application(limited(5), { services: [provide(LIMITS, { perDay: 6 })] });
    expect((await app.resolve(Dispatcher).dispatch(new Open('Joe'))).events).to.deep.equal([{ by: 'Hello Joe 0 6' }]);
  });

  it('may be provided for a class, too', async () => {
    const app = application(limited(5), { services: [provide(Greeter, new LoudGreeter())] });
    expect((await app.resolve(Dispatcher).dispatch(new Open('Joe'))).events).to.deep.equal([{ by: 'HELLO JOE 0 5' }]);
  });

  it('may be made once the container is at hand: when first asked for, and once for each application', async () => {
    const made: Repository[] = [];
    const limits = provideFactory(LIMITS, (app) => ({ perDay: made.push(app.resolve(Repository)) }));
    const apps = [1, 2].map(() => application({ aggregates: [Served], services: [limits] }));
    expect(made).to.deep.equal([]);

    const perDay: unknown[] = [];
    for (const app of [...apps, ...apps]) {
      const { events } = await app.resolve(Dispatcher).dispatch(new Open('Joe'));
      perDay.push(...events);
    }
    const [one, two] = ['Hello Joe 0 1', 'Hello Joe 0 2'];
    expect(perDay).to.deep.equal([{ by: one }, { by: two }, { by: 'Hello Joe 1 1' }, { by: 'Hello Joe 1 2' }]);
    expect(made).to.deep.equal(apps.map((app) => app.resolve(Repository)));
  });

  it('that are made by a function belong to the container of their application, also in a child of it', async () => {
    const app = application({
      aggregates: [Served],
      services: [provideFactory(LIMITS, (app) => ({ perDay: 5, app }))],
    });
    const limits = app.createChildContainer().resolve<{ readonly app: unknown }>(LIMITS);
    expect(limits.app).to.equal(app);
    expect(app.resolve(LIMITS)).to.equal(limits);
  });

  it('may be registered with the container instead, by token and by class', async () => {
    const app = container.createChildContainer();
    app.register(LIMITS, { useFactory: () => ({ perDay: 7 }) });
    app.register(Greeter, { useClass: LoudGreeter });
    install(app, { aggregates: [Served], store: new MemoryStore() });
    const { events } = await app.resolve(Dispatcher).dispatch(new Open('Joe'));
    expect(events).to.deep.equal([{ by: 'HELLO JOE 0 7' }]);
  });

  it('are refused when nothing is provided for a token, and then none of the others stays registered', () => {
    const mistakes = refusal({ aggregates: [Served], services: [provide(OTHER, 'something')] }, OTHER);
    expect(mistakes).to.deep.equal(['service-unresolvable: Served.open']);
  });

  it('are refused when a class needs arguments that nobody has told the container', () => {
    expect(refusal({ aggregates: [AsksForClerk] })).to.deep.equal(['service-unresolvable: AsksForClerk.open']);
    const app = container.createChildContainer();
    app.registerInstance(Clerk, new Clerk(new Greeter()));
    install(app, { aggregates: [AsksForClerk], store: new MemoryStore() });
  });

  it('are refused when a class was not there yet as the decorator ran', () => {
    expect(refusal({ aggregates: [AsksForNothing] })).to.deep.equal(['service-unresolvable: AsksForNothing.open']);
  });
});
