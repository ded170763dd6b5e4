import type { Class } from '../decorators/class.js';
import type { Mistake, MistakeCode } from '../errors/configuration-error.js';

/** Collects mistakes, so that all are told at once. */
export class Mistakes {
  readonly #list: Mistake[] = [];

  add(code: MistakeCode, where: Class | string, problem: string): void {
    this.#list.push({ code, where: typeof where === 'string' ? where : where.name, problem });
  }

  get list(): readonly Mistake[] {
    return this.#list;
  }
}

export const methodOf = (type: Class, method: string | symbol): string => `${type.name}.${String(method)}`;
