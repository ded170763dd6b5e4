import type { DependencyContainer } from 'tsyringe';
import { isConstructor } from '../metadata/class.js';
import type { Injectable } from './token.js';

/** Why the container cannot give this to a handler or a projection; nothing is built to find out. */
export function obstacle(injectable: Injectable | undefined, container: DependencyContainer): string | undefined {
  if (typeof injectable === 'symbol') {
    const provided = container.isRegistered(injectable, true);
    return provided
      ? undefined
      : `nothing is provided for ${String(injectable)}: add provide(…) or provideFactory(…) to a module's services.`;
  }
  if (!isConstructor(injectable)) return 'it asks for something that is neither a token nor a class.';
  if (injectable.length === 0 || container.isRegistered(Object(injectable), true)) return undefined;
  const known = ['design:paramtypes', 'injectionTokens'].some((key) => Reflect.hasMetadata(key, injectable));
  return known
    ? undefined
    : `${injectable.name} needs arguments that the container cannot know: add provide(…) or provideFactory(…) to a module's services.`;
}
