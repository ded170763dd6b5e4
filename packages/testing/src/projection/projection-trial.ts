import {
  Aggregate,
  type Checkpoint,
  type Class,
  Deliveries,
  Event,
  EventHandler,
  handledEvents,
  install,
  MemoryStore,
  Projections,
  Repository,
} from '@eventsource/core';
import { type DependencyContainer, container as root } from 'tsyringe';
import { failure, summary } from '../scenario/failures.js';
import { NoticingCheckpoints } from './noticing-checkpoints.js';
import type { GivenEvents, ProjectionScenarioOptions } from './projection-scenario.js';

/** Whose events those are that name no aggregate. */
const AGGREGATE_ID = 'a';

/** For what handles no event, and is refused for that. */
@Event('nothing')
class Nothing {}

/** One projection of given events, in an application of its own. */
export class ProjectionTrial<T extends object> {
  readonly #inMemory = new NoticingCheckpoints();

  constructor(
    private readonly type: Class<T>,
    private readonly given: readonly GivenEvents[],
    private readonly options: ProjectionScenarioOptions,
  ) {}

  /** @throws when the test itself is wrong, or the projection cannot take an event. */
  async run(): Promise<T> {
    const commits = this.given.map(addressed);
    const aggregate = this.#aggregateOf(commits.flatMap(({ events }) => events));
    const container = this.#install(aggregate);
    const repository = container.resolve(Repository);
    const streams = new Set<string>();
    for (const { aggregateId, events } of commits) {
      if (events.length > 0) streams.add((await repository.save(aggregate, aggregateId, events)).stream);
    }
    await this.#project(container, [...streams]);
    return container.resolve<T>(Object(this.type));
  }

  #install(aggregate: Class): DependencyContainer {
    const container = root.createChildContainer();
    const { aggregate: _, checkpoints = this.#inMemory, ...options } = this.options;
    const projections = [this.type];
    install(container, { ...options, checkpoints, aggregates: [aggregate], projections, store: new MemoryStore() });
    return container;
  }

  /** Some aggregate that has the events, since one has to. */
  #aggregateOf(given: readonly object[]): new () => object {
    const events = [...new Set([...given.map(classOf), ...handledEvents(this.type)])];

    class Given {
      apply(_: object) {}
    }
    // Not with "@", for which the compiler would emit metadata: a build of the application that emits none is to be noticed.
    Aggregate(this.options.aggregate ?? 'aggregate')(Given);
    const descriptor: TypedPropertyDescriptor<(event: object) => void> = { value: Given.prototype.apply };
    EventHandler(...(events.length > 0 ? events : [Nothing]))(Given.prototype, 'apply', descriptor);
    return Given;
  }

  async #project(container: DependencyContainer, streams: readonly string[]): Promise<void> {
    const { name } = this.type;
    const consumer = container.resolve(Projections).consumer(this.type);
    const [taken] = await consumer.checkpoints.read(consumer.name, streams);
    if (taken) throw failure(takenBefore(name, ...taken));
    const [failed] = await container.resolve(Deliveries).to(consumer).catchUp(streams);
    if (!failed) return;
    const { error: cause } = failed;
    const remedy = this.#inMemory.remedyFor(cause, name);
    throw failure(`${name} could not take an event: ${summary(cause)}${remedy}`, { cause });
  }
}

/** Its events would be passed over. */
const takenBefore = (projection: string, stream: string, { version }: Checkpoint): string =>
  `The checkpoints of this scenario know ${projection} in stream "${stream}" already, at version ${version}: give each ` +
  'scenario a table of checkpoints of its own, or aggregates of other ids.';

function addressed(given: GivenEvents): { readonly aggregateId: string; readonly events: readonly object[] } {
  if (!Array.isArray(given)) return { aggregateId: AGGREGATE_ID, events: [given] };
  const [aggregateId, ...events]: readonly unknown[] = given;
  if (typeof aggregateId === 'string' && events.every(isObject)) return { aggregateId, events };
  throw failure('A list passed to given() must begin with the id of an aggregate, followed by events.');
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const classOf = (event: object): Class => Object.getPrototypeOf(event)?.constructor ?? Object;
