import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Repository } from '@eventsource/core';
import type { DependencyContainer } from 'tsyringe';
import { ApplicationModuleError } from '../errors/application-module-error.js';
import type { Application } from './application.js';

/** In this order, where no name is given. */
const NAMES = ['container', 'repository', 'default'];

/**
 * Loads the application of a user's module. The module exports, as `container`, as `repository`, as its default or
 * under the name given, a tsyringe container that `install` has filled, a `Repository`, or a function that returns one
 * of them or a promise of one. `install` may have been given any store: the commands of this package read the table
 * that they are given, with their own store.
 *
 * @param module a path from the current folder.
 * @throws {ApplicationModuleError}
 */
export async function loadApplication(module: string, name?: string): Promise<Application> {
  const exported = await exportOf(module, name);
  const value: unknown = typeof exported === 'function' ? await called(module, () => exported()) : exported;
  if (value instanceof Repository) return { repository: value };
  if (isContainer(value)) return { repository: await called(module, () => repositoryIn(value)), container: value };
  throw new ApplicationModuleError(module, `its export is ${kindOf(value)}, but must be a container or a Repository.`);
}

async function exportOf(module: string, name: string | undefined): Promise<unknown> {
  const url = pathToFileURL(resolve(module)).href;
  const exports: Readonly<Record<string, unknown>> = await called(module, () => import(url).catch(explained(module)));
  const found = (name === undefined ? NAMES : [name]).find((candidate) => exports[candidate] !== undefined);
  if (found !== undefined) return exports[found];
  const wanted = name === undefined ? 'container, repository or default' : name;
  throw new ApplicationModuleError(
    module,
    `it exports nothing named ${wanted}, only: ${Object.keys(exports).join(', ') || 'nothing at all'}.`,
  );
}

/** What Node.js says of TypeScript does not tell what to do. */
const explained = (module: string) => (cause: unknown) => {
  if (!/\.[cm]?tsx?$/.test(module)) throw cause;
  const problem = cause instanceof Error ? cause.message : String(cause);
  const remedy = 'For TypeScript set NODE_OPTIONS="--import tsx", or give the compiled file.';
  throw new ApplicationModuleError(module, `${problem.replace(/[^.]$/, '$&.')} ${remedy}`, { cause });
};

/** What the user's code throws is told under the module's name. */
async function called<T>(module: string, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (cause instanceof ApplicationModuleError) throw cause;
    throw new ApplicationModuleError(module, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function repositoryIn(container: DependencyContainer): Repository {
  if (container.isRegistered(Repository, true)) return container.resolve(Repository);
  throw new Error(
    'its container holds no Repository. Call install(), and see that one copy of @eventsource/core is installed.',
  );
}

const isContainer = (value: unknown): value is DependencyContainer =>
  typeof value === 'object' && value !== null && 'isRegistered' in value && 'resolve' in value;

const kindOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return `a value of type ${typeof value}`;
  return `an object of class ${value.constructor?.name ?? 'unknown'}`;
};
