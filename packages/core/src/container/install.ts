import type { DependencyContainer } from 'tsyringe';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { checkMetadata } from '../description/check-metadata.js';
import { describeAggregate } from '../description/describe-aggregate.js';
import { Mistakes } from '../description/mistakes.js';
import { ConfigurationError } from '../errors/configuration-error.js';
import { isConstructor } from '../metadata/class.js';
import type { ProjectionDescription } from '../projection/projection-description.js';
import type { Store } from '../store/store.js';
import type { TenantStores } from '../store/tenant-stores.js';
import { checkModule } from './check-module.js';
import { checkNeeds } from './check-needs.js';
import { enginesOf } from './engines-of.js';
import { given, joined, type Module, type Provided } from './module.js';
import { partsOf } from './parts.js';
import { registerCommands } from './register-commands.js';
import { registerDelivery } from './register-delivery.js';
import { validate } from './validate.js';
import { describeProjections } from './validate-projections.js';

/**
 * Registers an application in a container: then `container.resolve(Dispatcher)` and `container.resolve(Repository)`
 * work. Applications in different containers, child containers included, share nothing.
 *
 * @throws {ConfigurationError} listing every mistake in the decorated classes and modules.
 *
 * @example
 * install(container, { aggregates: [Order] }, dynamoDb({ table: 'orders' }));
 */
export function install(container: DependencyContainer, ...modules: readonly Module[]): void {
  const module = joined(modules);
  const mistakes = new Mistakes();
  checkModule(module, container, mistakes);
  const provided = container.createChildContainer();
  for (const service of module.services ?? []) service.register(provided);
  checkMetadata([...(module.aggregates ?? []), ...(module.projections ?? [])].filter(isConstructor), mistakes);
  const aggregates = (module.aggregates ?? []).filter(isConstructor).map((type) => describeAggregate(type, mistakes));
  validate(aggregates, provided, mistakes);
  checkNeeds(aggregates, module.companions ?? [], mistakes);
  const known = new Set(aggregates.flatMap(({ events }) => [...events.keys()]));
  const projections = describeProjections(module, known, provided, mistakes);
  if (mistakes.list.length > 0 || !module.store) throw new ConfigurationError(mistakes.list);
  register(container, module, module.store, aggregates, projections);
}

function register(
  container: DependencyContainer,
  module: Module,
  store: Provided<Store | TenantStores>,
  aggregates: readonly AggregateDescription[],
  projections: readonly ProjectionDescription[],
): void {
  for (const service of module.services ?? []) service.register(container);
  const parts = partsOf(module, aggregates);
  const engines = enginesOf(given(store, container), module, parts);
  registerCommands(container, module, engines, parts);
  registerDelivery(container, module, projections, { engines, ...parts });
}
