import type { DependencyContainer } from 'tsyringe';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { type Mistakes, methodOf } from '../description/mistakes.js';
import { privateClass } from '../description/private-fields.js';
import { isJsonObject } from '../json.js';
import type { Class } from '../metadata/class.js';
import { transformerIsShared } from '../serialization/transformer-storage.js';
import { obstacle } from '../service/obstacle.js';
import { assertSameState, captureState, restoreState } from '../snapshot/aggregate-state.js';

/** Checks what one aggregate alone cannot tell: names and commands across all of them, services, state. */
export function validate(
  aggregates: readonly AggregateDescription[],
  container: DependencyContainer,
  mistakes: Mistakes,
): void {
  checkAggregateNames(aggregates, mistakes);
  checkCommands(aggregates, mistakes);
  checkEventNames(aggregates, mistakes);
  for (const description of aggregates) {
    checkServices(description, container, mistakes);
    checkConstruction(description, mistakes);
  }
  if (!transformerIsShared) {
    mistakes.add(
      'class-transformer-copies',
      'class-transformer',
      'the bundle contains two copies of it, and the decorators use the one that cannot be seen here: make the bundler resolve the "main" or the "module" build everywhere, or leave the package external.',
    );
  }
}

function checkAggregateNames(aggregates: readonly AggregateDescription[], mistakes: Mistakes): void {
  const owners = new Map<string, Class>();
  for (const { name, type } of aggregates) {
    const owner = owners.get(name);
    if (owner) mistakes.add('aggregate-name-taken', type, `its name "${name}" is already taken by ${owner.name}.`);
    owners.set(name, type);
  }
}

function checkCommands(aggregates: readonly AggregateDescription[], mistakes: Mistakes): void {
  const handlers = new Map<Class, string>();
  for (const { type, commands } of aggregates) {
    for (const [command, { method }] of commands) {
      const other = handlers.get(command);
      if (other)
        mistakes.add('command-handled-twice', methodOf(type, method), `${other} already handles ${command.name}.`);
      handlers.set(command, methodOf(type, method));
    }
  }
}

function checkEventNames(aggregates: readonly AggregateDescription[], mistakes: Mistakes): void {
  const owners = new Map<string, Class>();
  for (const { event } of aggregates.flatMap(({ events }) => [...events.values()])) {
    const owner = owners.get(event.name);
    if (owner && owner !== event.type) {
      mistakes.add(
        'event-name-taken',
        event.type,
        `its stored name "${event.name}" is already taken by ${owner.name}.`,
      );
    }
    owners.set(event.name, event.type);
  }
}

function checkServices(
  { type, commands }: AggregateDescription,
  container: DependencyContainer,
  mistakes: Mistakes,
): void {
  for (const { method, inject } of commands.values()) {
    for (const injectable of inject) {
      const problem = obstacle(injectable, container);
      if (problem) mistakes.add('service-unresolvable', methodOf(type, method), problem);
    }
  }
}

function checkConstruction(description: AggregateDescription, mistakes: Mistakes): void {
  const { type, create, snapshot } = description;
  try {
    const instance = create();
    if (snapshot) checkState(description, instance, mistakes);
  } catch (error) {
    mistakes.add(
      'aggregate-constructor',
      type,
      `new ${type.name}() failed: ${error}. It is built without arguments: inject services into handlers.`,
    );
  }
}

function checkState({ type, name, create }: AggregateDescription, instance: object, mistakes: Mistakes): void {
  const secretive = privateClass(type);
  if (secretive) {
    const problem = `a snapshot cannot see the #private fields of ${secretive.name}: use private or protected ones.`;
    mistakes.add('snapshot-private-field', type, problem);
  }
  try {
    const state: unknown = JSON.parse(JSON.stringify(captureState(instance, name)));
    if (isJsonObject(state)) assertSameState(instance, restoreState(create(), state), name);
  } catch (error) {
    mistakes.add('snapshot-state', type, error instanceof Error ? error.message : String(error));
  }
}
