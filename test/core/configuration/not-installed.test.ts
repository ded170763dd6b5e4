import {
  Deliveries,
  Dispatcher,
  install,
  MemoryStore,
  NotInstalledError,
  Projections,
  Repository,
} from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';

describe('What install registers', () => {
  for (const type of [Dispatcher, Repository, Projections, Deliveries]) {
    it(`is not there before: ${type.name}`, () => {
      const app = container.createChildContainer();
      expect(() => app.resolve<object>(type))
        .to.throw(NotInstalledError, `There is no ${type.name} in this container: call install(container, …) first`)
        .with.property('resolved', type.name);
    });

    it(`is not in the parent of the container that it was called with: ${type.name}`, () => {
      const parent = container.createChildContainer();
      const app = parent.createChildContainer();
      install(app, { store: new MemoryStore() });
      expect(app.resolve<object>(type)).to.be.instanceOf(type);
      expect(() => parent.resolve<object>(type)).to.throw(NotInstalledError);
    });
  }
});
