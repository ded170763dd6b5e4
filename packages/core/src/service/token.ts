import type { DependencyContainer, InjectionToken } from 'tsyringe';
import type { Class } from '../metadata/class.js';

declare const provides: unique symbol;

/** Stands for a `T` in the container. A symbol that remembers its type. */
export type Token<T> = symbol & { readonly [provides]?: (value: T) => T };

/**
 * Makes a token for a service that handlers ask for.
 *
 * @example
 * const LIMITS = token<Limits>('limits');
 */
export function token<T>(description: string): Token<T> {
  return Symbol(description);
}

/** What every token is, whatever it stands for: no `Token<T>` is a `Token` of anything else. */
type AnyToken = symbol & { readonly [provides]?: (value: never) => unknown };

/** What a handler can ask for: a token, or a class that the container can build. */
export type Injectable = AnyToken | Class;

/** The service that a token or a class stands for. */
type ServiceOf<I> = I extends Token<infer T> ? T : I extends Class<infer T> ? T : never;

/** The services that a list of tokens and classes stands for. */
export type Services<Injectables extends readonly unknown[]> = {
  [Index in keyof Injectables]: ServiceOf<Injectables[Index]>;
};

/** A service for the container. */
export interface Service {
  readonly register: (container: DependencyContainer) => void;
}

/**
 * Says what a token, or a class, stands for; checked by the compiler.
 *
 * @example
 * install(container, { services: [provide(LIMITS, { perDay: 100 }), provide(Mailer, new SmtpMailer(url))] }, …);
 */
export function provide<I extends Injectable>(injectable: I, value: NoInfer<ServiceOf<I>>): Service {
  return { register: (container) => container.register(injectionToken(injectable), { useValue: value }) };
}

/**
 * Says how to make what a token, or a class, stands for, once the container is at hand. It is made when it is first asked
 * for, and then kept: one for each container that the module is installed in.
 *
 * @example
 * const members = provideFactory(MEMBERS, (container) => new StoredMembers(container.resolve(Repository)));
 * install(container, { aggregates: [Book, Member], services: [members] }, …);
 */
export function provideFactory<I extends Injectable>(
  injectable: I,
  make: (container: DependencyContainer) => NoInfer<ServiceOf<I>>,
): Service {
  return {
    register: (container) => {
      let made: { readonly service: NoInfer<ServiceOf<I>> } | undefined;
      const useFactory = () => {
        made ??= { service: make(container) };
        return made.service;
      };
      container.register(injectionToken(injectable), { useFactory });
    },
  };
}

/** What the container knows a token or a class by: tsyringe has types of its own for both. */
export const injectionToken = (injectable: Injectable): InjectionToken<unknown> =>
  typeof injectable === 'symbol' ? injectable : Object(injectable);
