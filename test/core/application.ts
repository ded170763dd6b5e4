import { install, MemoryStore, type Module } from '@eventsource/core';
import { container, type DependencyContainer } from 'tsyringe';

/** An application in a container of its own, in memory unless a module says otherwise. */
export function application(...modules: readonly Module[]): DependencyContainer {
  const app = container.createChildContainer();
  install(app, { store: new MemoryStore() }, ...modules);
  return app;
}
