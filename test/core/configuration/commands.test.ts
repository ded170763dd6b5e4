import { Aggregate, Command, CommandHandler, Dispatcher, EventHandler } from '@eventsource/core';
import { expect } from 'chai';
import { application } from '../application.js';
import { Open, Opened } from './messages.js';
import { refusal } from './refusal.js';

class Undecorated {
  readonly id = 'u-1';
}

@Command('id')
class Reopen {
  constructor(readonly id: string) {}
}

class Derived extends Open {}

@Aggregate('undecorated-command')
class UndecoratedCommand {
  @CommandHandler()
  decide(_: Undecorated) {}
}

@Aggregate('two-handlers')
class TwoHandlers {
  @CommandHandler()
  one(_: Open) {}

  @CommandHandler()
  other(_: Open) {}
}

@Aggregate('here')
class Here {
  @CommandHandler()
  open(_: Open) {}
}

@Aggregate('there')
class There {
  @CommandHandler()
  open(_: Open) {}
}

interface Openable {
  readonly id: string;
}

@Aggregate('emitted-as-object')
class EmittedAsObject {
  @CommandHandler()
  open(_: Openable) {}
}

@Aggregate('no-parameter')
class NoParameter {
  @CommandHandler()
  open() {}
}

@Aggregate('contradicting')
class Contradicting {
  // The compiler cannot tell: both classes have the same fields.
  @CommandHandler(Reopen)
  open(_: Open) {}
}

@Aggregate('narrowing')
class Narrowing {
  @CommandHandler(Derived)
  open(_: Open) {
    return new Opened();
  }

  @EventHandler()
  protected opened(_: Opened) {}
}

describe('A command handler is refused', () => {
  it('when its command has no @Command', () => {
    expect(refusal({ aggregates: [UndecoratedCommand] })).to.deep.equal(['command-undecorated: Undecorated']);
  });

  it('when its aggregate handles the command already', () => {
    expect(refusal({ aggregates: [TwoHandlers] })).to.deep.equal(['command-handled-twice: TwoHandlers.other']);
  });

  it('when another aggregate handles the command', () => {
    expect(refusal({ aggregates: [Here, There] })).to.deep.equal(['command-handled-twice: There.open']);
  });

  it('when the compiler emitted no class for its parameter, and the decorator names none', () => {
    expect(refusal({ aggregates: [EmittedAsObject] })).to.deep.equal(['parameter-unknown: EmittedAsObject.open']);
  });

  it('when it has no parameter, and the decorator names no class', () => {
    expect(refusal({ aggregates: [NoParameter] })).to.deep.equal(['parameter-unknown: NoParameter.open']);
  });

  it('when the decorator names another class than the parameter', () => {
    expect(refusal({ aggregates: [Contradicting] })).to.deep.equal(['parameter-contradicts: Contradicting.open']);
  });
});

describe('A command handler', () => {
  it('may name a class derived from that of its parameter', async () => {
    const { version } = await application({ aggregates: [Narrowing] })
      .resolve(Dispatcher)
      .dispatch(new Derived('n-1'));
    expect(version).to.equal(1);
  });
});
