import {
  Aggregate,
  Command,
  CommandHandler,
  Dispatcher,
  Event,
  EventHandler,
  install,
  MemoryStore,
  Repository,
} from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';

@Event('lamp-switched')
class Switched {
  constructor(readonly on: boolean) {}
}

@Command('lamp')
class SwitchOn {
  constructor(readonly lamp: string) {}
}

@Aggregate('lamp')
class Lamp {
  on = false;

  @CommandHandler()
  switchOn(_: SwitchOn) {
    return this.on ? undefined : new Switched(true);
  }

  @EventHandler()
  protected switched({ on }: Switched) {
    this.on = on;
  }
}

it('switches a lamp on, once', async () => {
  const application = container.createChildContainer();
  install(application, { aggregates: [Lamp] }, { store: new MemoryStore() });
  const dispatcher = application.resolve(Dispatcher);

  const first = await dispatcher.dispatch(new SwitchOn('hall'));
  const second = await dispatcher.dispatch(new SwitchOn('hall'));
  const { aggregate } = await application.resolve(Repository).load(Lamp, 'hall');

  expect([first.version, first.count]).to.deep.equal([1, 1]);
  expect([second.version, second.count]).to.deep.equal([1, 0]);
  expect(aggregate.on).to.equal(true);
});
