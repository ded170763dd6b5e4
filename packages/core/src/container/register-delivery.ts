import type { DependencyContainer } from 'tsyringe';
import type { Checkpoints } from '../delivery/checkpoints.js';
import type { Consumer } from '../delivery/consumer.js';
import { Deliveries } from '../delivery/deliveries.js';
import { StoredStreams } from '../delivery/stored-streams.js';
import type { Engines } from '../execution/engines.js';
import type { Class } from '../metadata/class.js';
import { ProjectionConsumer } from '../projection/projection-consumer.js';
import type { ProjectionDescription } from '../projection/projection-description.js';
import { Projections } from '../projection/projections.js';
import type { Reporter } from '../report/report.js';
import type { Serializer } from '../serialization/serializer.js';
import { injectionToken } from '../service/token.js';
import { defaultAddress, type StreamNaming } from '../store/stream-name.js';
import { given, type Module } from './module.js';

/** What was made for the commands, and is needed here. */
interface Made {
  readonly engines: Engines;
  readonly serializer: Serializer;
  readonly naming: StreamNaming;
  readonly report: Reporter;
}

/** Registers what delivers events, and the projections that take them. */
export function registerDelivery(
  container: DependencyContainer,
  module: Module,
  descriptions: readonly ProjectionDescription[],
  { engines, serializer, naming, report }: Made,
): void {
  const addressOf = module.streamAddress ?? defaultAddress;
  const checkpoints = module.checkpoints && given(module.checkpoints, container);
  const deadLetters = module.deadLetters && given(module.deadLetters, container);
  const streams = new StoredStreams(engines, addressOf);
  container.registerInstance(
    Deliveries,
    new Deliveries(streams, deadLetters ? { deadLetters } : {}, checkpoints, report),
  );
  const consumers = checkpoints
    ? consumersOf(descriptions, container, { checkpoints, serializer, addressOf })
    : new Map<Class, Consumer>();
  container.registerInstance(Projections, new Projections(consumers, naming));
}

function consumersOf(
  descriptions: readonly ProjectionDescription[],
  container: DependencyContainer,
  surroundings: { readonly checkpoints: Checkpoints } & ConstructorParameters<typeof ProjectionConsumer>[2],
): ReadonlyMap<Class, Consumer> {
  return new Map(
    descriptions.map((description): [Class, Consumer] => {
      registerOnce(description, container);
      const instance = () => resolved(container, description.type);
      return [description.type, new ProjectionConsumer(description, instance, surroundings)];
    }),
  );
}

/** One instance, made when it is first asked for; what the application has registered for the class itself comes first. */
function registerOnce({ type, inject }: ProjectionDescription, container: DependencyContainer): void {
  const token = injectionToken(type);
  if (container.isRegistered(token)) return;
  let instance: object | undefined;
  const useFactory = (): object => {
    instance ??= construct(
      type,
      inject.map((injectable) => container.resolve(injectionToken(injectable))),
    );
    return instance;
  };
  container.register(token, { useFactory });
}

const construct = (type: Class, services: readonly unknown[]): object => Reflect.construct(Object(type), services);

function resolved(container: DependencyContainer, type: Class): object {
  const instance = container.resolve(injectionToken(type));
  if (typeof instance === 'object' && instance !== null) return instance;
  throw new TypeError(`The container has no object for ${type.name}.`);
}
