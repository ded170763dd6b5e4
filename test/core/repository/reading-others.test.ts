import {
  Aggregate,
  Command,
  type CommandContext,
  CommandHandler,
  Dispatcher,
  Event,
  EventHandler,
  Repository,
} from '@eventsource/core';
import { expect } from 'chai';
import { application } from '../application.js';

@Event('member-suspended')
class Suspended {}

@Event('book-lent')
class Lent {}

@Command('member')
class Suspend {
  constructor(readonly member: string) {}
}

@Command('book')
class Lend {
  constructor(
    readonly book: string,
    readonly member: string,
  ) {}
}

@Aggregate('member')
class Member {
  suspended = false;

  @CommandHandler()
  suspend(_: Suspend) {
    return new Suspended();
  }

  @EventHandler()
  protected onSuspended(_: Suspended) {
    this.suspended = true;
  }
}

class MayNotBorrow extends Error {}

@Aggregate('book')
class Book {
  @CommandHandler({ inject: [Repository] })
  async lend({ member }: Lend, _: CommandContext, repository: Repository) {
    const { aggregate } = await repository.load(Member, member);
    if (aggregate.suspended) throw new MayNotBorrow();
    return new Lent();
  }

  @EventHandler()
  protected lent(_: Lent) {}
}

describe('A command handler', () => {
  it('may ask for the repository, and read other aggregates with it', async () => {
    const dispatcher = application({ aggregates: [Member, Book] }).resolve(Dispatcher);
    const lend = () => dispatcher.dispatch(new Lend('dune', 'ann'));

    expect((await lend()).version).to.equal(1);
    await dispatcher.dispatch(new Suspend('ann'));

    expect(await lend().catch((error) => error)).to.be.instanceOf(MayNotBorrow);
  });
});
