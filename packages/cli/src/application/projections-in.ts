import { type Consumer, MemoryCheckpoints, Projections } from '@eventsource/core';
import { ApplicationModuleError } from '../errors/application-module-error.js';
import { UsageError } from '../errors/usage-error.js';
import { loadApplication } from './load-application.js';

/** Which projections of which application. */
export interface Chosen {
  readonly module: string;
  readonly export?: string;
  /** `balances`, or `balances@3`. None means all. */
  readonly names: readonly string[];
}

/**
 * The projections of a user's module, to be driven by a command.
 *
 * @throws {ApplicationModuleError} when it exports no container with projections.
 * @throws {UsageError} when there is none of a name, or what it does would be lost.
 */
export async function projectionsIn({ module, export: name, names }: Chosen): Promise<readonly Consumer[]> {
  const { container } = await loadApplication(module, name);
  if (!container)
    throw new ApplicationModuleError(module, 'it exports a Repository, but must export a container with projections.');
  const installed = container.resolve(Projections).consumers();
  if (installed.length === 0)
    throw new ApplicationModuleError(module, 'no projections with checkpoints are installed.');
  const unknown = names.find((name) => !installed.some((consumer) => isCalled(consumer, name)));
  if (unknown !== undefined) throw new UsageError(`There is no projection "${unknown}", only: ${listed(installed)}.`);
  const chosen = installed.filter((one) => names.length === 0 || names.some((name) => isCalled(one, name)));
  refuseInMemory(chosen);
  return chosen;
}

/**
 * The one projection of that name.
 *
 * @throws likewise; {UsageError} also when there are several of that name.
 */
export async function projectionIn({ name, ...where }: Omit<Chosen, 'names'> & { readonly name: string }) {
  const [only, ...others] = await projectionsIn({ ...where, names: [name] });
  if (only && others.length === 0) return only;
  throw new UsageError(
    `There are several projections "${name}": ${listed([...(only ? [only] : []), ...others])}. Name one.`,
  );
}

const isCalled = ({ name }: Consumer, wanted: string): boolean => name === wanted || name.startsWith(`${wanted}@`);

const listed = (consumers: readonly Consumer[]): string => consumers.map(({ name }) => name).join(', ');

function refuseInMemory(consumers: readonly Consumer[]): void {
  const inMemory = consumers.filter(({ checkpoints }) => checkpoints instanceof MemoryCheckpoints);
  if (inMemory.length === 0) return;
  throw new UsageError(
    `The positions of ${listed(inMemory)} are kept in memory and would be lost with this process: install checkpoints that are stored, such as DynamoDbCheckpoints.`,
  );
}
