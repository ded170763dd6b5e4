import { Aggregate, CommandHandler, Event, EventHandler, install, token } from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { Open, Opened } from './messages.js';
import { refused } from './refusal.js';

const MAIL = token<object>('mail');

@Event('')
class Unnamed {}

@Aggregate('one:colon', { snapshot: { every: -1 } })
class Troubled {
  protected readonly open = new Map();

  @CommandHandler({ inject: [MAIL] })
  first(_: Open) {}

  @CommandHandler()
  second(_: Open) {}

  @EventHandler()
  protected unnamed(_: Unnamed) {}

  @EventHandler()
  protected anything(_: object) {}
}

class Bare {
  @EventHandler()
  protected opened(_: Opened) {}

  @EventHandler()
  protected again(_: Opened) {}
}

describe('Several mistakes', () => {
  it('are all listed at once, of every class and method, the missing store among them', () => {
    const { mistakes } = refused(() => install(container.createChildContainer(), { aggregates: [Troubled, Bare] }));
    expect(mistakes.map(({ code, where }) => `${code}: ${where}`)).to.have.members([
      'aggregate-name: Troubled',
      'snapshot-interval: Troubled',
      'snapshot-state: Troubled',
      'service-unresolvable: Troubled.first',
      'command-handled-twice: Troubled.second',
      'event-name: Unnamed',
      'parameter-unknown: Troubled.anything',
      'aggregate-undecorated: Bare',
      'event-handled-twice: Bare.again',
      'store-missing: install',
    ]);
  });
});
