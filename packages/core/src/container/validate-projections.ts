import type { DependencyContainer } from 'tsyringe';
import { type Mistakes, methodOf } from '../description/mistakes.js';
import { type Class, isConstructor } from '../metadata/class.js';
import { describeProjection } from '../projection/describe-projection.js';
import type { ProjectionDescription } from '../projection/projection-description.js';
import { obstacle } from '../service/obstacle.js';
import { defaultNaming } from '../store/stream-name.js';
import type { Module } from './module.js';

/**
 * Describes the projections, and checks them against the application.
 *
 * @param known the events of its aggregates.
 */
export function describeProjections(
  module: Module,
  known: ReadonlySet<Class>,
  container: DependencyContainer,
  mistakes: Mistakes,
): readonly ProjectionDescription[] {
  const { projections = [] } = module;
  if (!projections.every(isConstructor)) {
    mistakes.add(
      'projection-undecorated',
      'install',
      'one of the projections is not a class: it may not be defined yet because two files import each other.',
    );
  }
  const descriptions = projections.filter(isConstructor).map((type) => describeProjection(type, mistakes));
  if (descriptions.length > 0) checkSurroundings(module, mistakes);
  checkNames(descriptions, mistakes);
  for (const description of descriptions) {
    checkEvents(description, known, mistakes);
    checkServices(description, container, mistakes);
  }
  return descriptions;
}

function checkSurroundings({ checkpoints, streamNaming, streamAddress }: Module, mistakes: Mistakes): void {
  if (!checkpoints) {
    const problem =
      'there are projections, but no module provides checkpoints: add { checkpoints: new DynamoDbCheckpoints({ table }) } of @eventsource/lambda, or { checkpoints: new MemoryCheckpoints() } in tests.';
    mistakes.add('checkpoints-missing', 'install', problem);
  }
  if (streamNaming && streamNaming !== defaultNaming && !streamAddress) {
    const problem = 'a module sets streamNaming, and projections need its inverse: add a streamAddress.';
    mistakes.add('stream-address-missing', 'install', problem);
  }
}

function checkNames(descriptions: readonly ProjectionDescription[], mistakes: Mistakes): void {
  const owners = new Map<string, Class>();
  for (const { name, type } of descriptions) {
    const owner = owners.get(name);
    const problem = `its positions are kept as "${name}", and so are those of ${owner?.name}: use another name or version.`;
    if (owner) mistakes.add('projection-name-taken', type, problem);
    owners.set(name, type);
  }
}

function checkEvents({ type, events }: ProjectionDescription, known: ReadonlySet<Class>, mistakes: Mistakes): void {
  for (const [event, { method }] of events) {
    const problem = `no installed aggregate has an @EventHandler for ${event.name}, so it cannot be in any stream.`;
    if (!known.has(event)) mistakes.add('event-unknown', methodOf(type, method), problem);
  }
}

function checkServices(
  { type, inject }: ProjectionDescription,
  container: DependencyContainer,
  mistakes: Mistakes,
): void {
  for (const injectable of inject) {
    const problem = obstacle(injectable, container);
    if (problem) mistakes.add('service-unresolvable', type, problem);
  }
  const needed = Object(type).length;
  if (needed > inject.length) {
    const problem = `its constructor takes ${needed} arguments, and inject names ${inject.length}.`;
    mistakes.add('service-unresolvable', type, problem);
  }
}
