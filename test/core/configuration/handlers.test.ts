import {
  Aggregate,
  type Class,
  type CommandContext,
  CommandHandler,
  Dispatcher,
  type EventContext,
  EventHandler,
  Repository,
} from '@eventsource/core';
import { expect } from 'chai';
import { application } from '../application.js';
import { Close, Closed, Open, Opened } from './messages.js';

/** What an aggregate saw, after each of the commands was dispatched to it. */
async function seenBy<T extends { readonly seen: readonly string[] }>(type: Class<T>, ...commands: readonly object[]) {
  const app = application({ aggregates: [type], clock: { now: () => new Date(0) } });
  for (const command of commands) await app.resolve(Dispatcher).dispatch(command, { metadata: { user: 'Ann' } });
  return (await app.resolve(Repository).load(type, 'd-1')).aggregate.seen;
}

class Base {
  seen: string[] = [];

  @CommandHandler()
  open(_: Open): object {
    return new Opened('Base');
  }

  @CommandHandler()
  close(_: Close) {
    return new Closed();
  }

  @EventHandler()
  protected opened({ by }: Opened) {
    this.seen.push(`opened by ${by}`);
  }

  @EventHandler()
  protected closed(_: Closed) {
    this.seen.push('closed');
  }
}

@Aggregate('inheriting')
class Inheriting extends Base {}

@Aggregate('overriding')
class Overriding extends Base {
  override open(_: Open) {
    return new Opened('Overriding');
  }

  @EventHandler()
  protected override closed(event: Closed) {
    super.closed(event);
    this.seen.push('overridden');
  }
}

const decide = Symbol('decide');
const apply = Symbol('apply');

@Aggregate('symbols')
class Symbols {
  seen: string[] = [];

  @CommandHandler()
  [decide](_: Open) {
    return new Opened();
  }

  @EventHandler()
  protected [apply]({ by }: Opened) {
    this.seen.push(by);
  }
}

@Aggregate('unions')
class Unions {
  seen: string[] = [];

  @CommandHandler(Open)
  @CommandHandler(Close)
  decide(command: Open | Close) {
    return command instanceof Open ? new Opened() : new Closed();
  }

  @EventHandler(Opened, () => Closed)
  protected happened(event: Opened | Closed) {
    this.seen.push(event.constructor.name);
  }
}

@Aggregate('contexts')
class Contexts {
  seen: string[] = [];

  @CommandHandler()
  open(_: Open, { aggregateId, version, time, metadata }: CommandContext) {
    return new Opened(`${aggregateId} ${version} ${time.toISOString()} ${metadata.user}`);
  }

  @EventHandler()
  protected opened({ by }: Opened, { aggregateId, version, time, metadata }: EventContext) {
    this.seen.push(by, `${aggregateId} ${version} ${time?.toISOString()} ${metadata.user}`);
  }
}

@Aggregate('emitting')
class Emitting {
  seen: string[] = [];

  @CommandHandler()
  async open(_: Open) {
    return [new Opened('Joe'), new Closed()];
  }

  @CommandHandler()
  close(_: Close) {
    return undefined;
  }

  @EventHandler()
  protected opened({ by }: Opened) {
    this.seen.push(by);
  }

  @EventHandler()
  protected closed(_: Closed) {
    this.seen.push('closed');
  }
}

describe('Handlers', () => {
  it('are inherited from a base class that is no aggregate', async () => {
    expect(await seenBy(Inheriting, new Open('d-1'), new Close('d-1'))).to.deep.equal(['opened by Base', 'closed']);
  });

  it('may be overridden, with and without a decorator', async () => {
    const seen = await seenBy(Overriding, new Open('d-1'), new Close('d-1'));
    expect(seen).to.deep.equal(['opened by Overriding', 'closed', 'overridden']);
  });

  it('leave those of the base class alone when they override them', async () => {
    await seenBy(Overriding, new Open('d-1'));
    expect(await seenBy(Inheriting, new Open('d-1'))).to.deep.equal(['opened by Base']);
  });

  it('may be named by symbols', async () => {
    expect(await seenBy(Symbols, new Open('d-1'))).to.deep.equal(['Joe']);
  });

  it('take unions when the decorator names the classes, also by functions', async () => {
    expect(await seenBy(Unions, new Open('d-1'), new Close('d-1'))).to.deep.equal(['Opened', 'Closed']);
  });

  it('are told id, version, time and metadata', async () => {
    const first = 'd-1 0 1970-01-01T00:00:00.000Z Ann';
    const then = 'd-1 1 1970-01-01T00:00:00.000Z Ann';
    expect(await seenBy(Contexts, new Open('d-1'))).to.deep.equal([first, then]);
  });

  it('of commands may be async, and emit several events or none', async () => {
    expect(await seenBy(Emitting, new Open('d-1'), new Close('d-1'))).to.deep.equal(['Joe', 'closed']);
  });
});
