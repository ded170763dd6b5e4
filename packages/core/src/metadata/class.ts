/** A class whose instances are `T`, whatever its constructor takes. */
export type Class<T extends object = object> = abstract new (...args: never[]) => T;

/** A class, or a function that returns it: for two files that import each other. */
export type ClassReference<T extends object = object> = Class<T> | (() => Class<T>);

/** `undefined` where bundled files that import each other left no class yet when the decorator ran. */
export function dereference(reference: ClassReference | undefined): Class | undefined {
  const type: unknown = isConstructor(reference) ? reference : reference?.();
  return isConstructor(type) ? type : undefined;
}

/** The class that made this object, also when the object has a field named `constructor`. */
export function classOf(value: object): Class | undefined {
  const type: unknown = Object.getPrototypeOf(value)?.constructor;
  return isConstructor(type) ? type : undefined;
}

/** Arrow functions have no prototype, classes always do. */
export const isConstructor = (value: unknown): value is Class => typeof value === 'function' && 'prototype' in value;

/** The class, its base class, and so on; without `Object`. */
export function lineage(type: Class): Class[] {
  const parent: unknown = Object.getPrototypeOf(type);
  return isConstructor(parent) ? [type, ...lineage(parent)] : [type];
}

const builtIn = new WeakMap<Class, boolean>();

/** Whether a class, or one it derives from, comes with JavaScript or its runtime: its state lies where no field shows it. */
export function isBuiltIn(type: Class): boolean {
  const known = builtIn.get(type) ?? lineage(type).some((link) => link !== Object && isNative(link));
  builtIn.set(type, known);
  return known;
}

const isNative = (type: Class) => /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(type));
