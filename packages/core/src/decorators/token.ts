import type { DependencyContainer, InjectionToken } from 'tsyringe';
import type { Class } from './class.js';

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

/** The services that a list of tokens and classes stands for. */
export type Services<Injectables extends readonly unknown[]> = {
  [Index in keyof Injectables]: Injectables[Index] extends Token<infer T>
    ? T
    : Injectables[Index] extends Class<infer T>
      ? T
      : never;
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
export function provide<T>(token: Token<T>, value: NoInfer<T>): Service;
export function provide<T extends object>(type: Class<T>, value: NoInfer<T>): Service;
export function provide(injectable: Injectable, value: unknown): Service {
  return { register: (container) => container.register(injectionToken(injectable), { useValue: value }) };
}

/** What the container knows a token or a class by: tsyringe has types of its own for both. */
export const injectionToken = (injectable: Injectable): InjectionToken<unknown> =>
  typeof injectable === 'symbol' ? injectable : Object(injectable);
