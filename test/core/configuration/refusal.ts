import { ConfigurationError, Dispatcher, install, MemoryStore, type Module, Repository } from '@eventsource/core';
import { assert } from 'chai';
import { container, type InjectionToken } from 'tsyringe';

/** Installs a broken application, in a container of its own. @returns its mistakes, each as `code: where`. */
export function refusal(module: Module, ...tokens: readonly InjectionToken[]): string[] {
  const app = container.createChildContainer();
  const { mistakes } = refused(() => install(app, { store: new MemoryStore() }, module));
  const left = [Dispatcher, Repository, ...tokens].filter((token) => app.isRegistered(token));
  assert.isEmpty(left, 'what a refused installation leaves behind in the container');
  return mistakes.map(({ code, where }) => `${code}: ${where}`);
}

/** What the installation is refused with. */
export function refused(installing: () => void): ConfigurationError {
  try {
    installing();
  } catch (error) {
    assert.instanceOf(error, ConfigurationError);
    return error;
  }
  return assert.fail('The application was installed.');
}
