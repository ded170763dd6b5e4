import { isDeepStrictEqual } from 'node:util';
import type { Mistake, MistakeCode } from '../errors/configuration-error.js';
import type { Class } from '../metadata/class.js';

/** Collects mistakes, so that all are told at once. */
export class Mistakes {
  readonly #list: Mistake[] = [];

  /** A class that is met twice, such as an event of two aggregates, is told of once. */
  add(code: MistakeCode, where: Class | string, problem: string): void {
    const mistake = { code, where: typeof where === 'string' ? where : where.name, problem };
    if (!this.#list.some((known) => isDeepStrictEqual(known, mistake))) this.#list.push(mistake);
  }

  get list(): readonly Mistake[] {
    return this.#list;
  }
}

export const methodOf = (type: Class, method: string | symbol): string => `${type.name}.${String(method)}`;
