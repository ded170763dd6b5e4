import {
  type Class,
  type Committed,
  type CoreError,
  type Dispatcher,
  isEventSourceError,
  MemoryStore,
  type Module,
  type OutcomeUnknownError,
  provide,
  provideFactory,
  type Repository,
  StreamVersion,
  type Token,
  token,
  type View,
} from '@eventsource/core';
import { scenario } from '@eventsource/testing';
import { expectTypeOf } from 'expect-type';
import { Open } from './messages.js';
import { LIMITS, type Limits, Mailer, NAME } from './services.js';
import { unevaluated } from './unevaluated.js';

declare const dispatcher: Dispatcher;
declare const repository: Repository;

describe('Types', () => {
  it('of tokens hold what is provided for them', () => {
    expectTypeOf(LIMITS).toEqualTypeOf<Token<Limits>>();
    unevaluated(() => [
      provide(LIMITS, { perDay: 5 }),
      provide(Mailer, new Mailer()),
      // @ts-expect-error: that is no mailer.
      provide(Mailer, { perDay: 5 }),
      // @ts-expect-error: limits are numbers.
      provide(LIMITS, { perDay: 'five' }),
      // @ts-expect-error: limits lack something.
      provide(LIMITS, {}),
      // @ts-expect-error: a name is no limits.
      provide(NAME, { perDay: 5 }),
    ]);
    expectTypeOf(provide<typeof LIMITS>)
      .parameter(1)
      .toEqualTypeOf<Limits>();
    expectTypeOf(provide<typeof Mailer>)
      .parameter(1)
      .toEqualTypeOf<Mailer>();
    expectTypeOf(provide<Token<() => Date>>)
      .parameter(1)
      .toEqualTypeOf<() => Date>();
    expectTypeOf<Token<string>>().not.toExtend<Token<unknown>>();
    expectTypeOf<Token<unknown>>().not.toExtend<Token<string>>();
  });

  it('of what is provided give the parameters of its methods their types', () => {
    interface Members {
      mayBorrow(member: string): boolean;
    }
    const MEMBERS = token<Members>('members');
    unevaluated(() => [
      provide(MEMBERS, { mayBorrow: (member) => member.startsWith('m') }),
      provideFactory(MEMBERS, () => ({ mayBorrow: (member) => member.startsWith('m') })),
      // @ts-expect-error: a member is no number.
      provide(MEMBERS, { mayBorrow: (member: number) => member > 0 }),
    ]);
  });

  it('of factories take the container, and make what their token stands for', () => {
    unevaluated(() => [
      provideFactory(LIMITS, (app) => ({ perDay: app.resolve<string>(NAME).length })),
      provideFactory(Mailer, () => new Mailer()),
      // @ts-expect-error: limits are numbers.
      provideFactory(LIMITS, () => ({ perDay: 'five' })),
      // @ts-expect-error: that is no mailer.
      provideFactory(Mailer, () => ({ perDay: 5 })),
      // @ts-expect-error: a value is no way to make it.
      provideFactory(LIMITS, { perDay: 5 }),
      // @ts-expect-error: a service is there when it is asked for.
      provideFactory(LIMITS, async () => ({ perDay: 5 })),
    ]);
  });

  it('of modules take stores, or functions that make them, and no classes', () => {
    expectTypeOf({ store: new MemoryStore() }).toExtend<Module>();
    expectTypeOf({ store: () => new MemoryStore() }).toExtend<Module>();
    expectTypeOf({ store: MemoryStore }).not.toExtend<Module>();
    expectTypeOf({ aggregates: [new Mailer()] }).not.toExtend<Module>();
  });

  it('of a dispatch: an object in, what was committed out', () => {
    expectTypeOf<Dispatcher['dispatch']>().returns.toEqualTypeOf<Promise<Committed>>();
    expectTypeOf<Committed['events']>().toEqualTypeOf<readonly object[]>();
    unevaluated(() => [
      // @ts-expect-error: a string is no command.
      dispatcher.dispatch('open'),
      // @ts-expect-error: a class is no instance of it.
      dispatcher.dispatch(Open),
      // @ts-expect-error: a list is for dispatchAll.
      dispatcher.dispatch([new Open('d-1', 'Joe')]),
      // @ts-expect-error: a command that comes later has to be awaited.
      dispatcher.dispatch(Promise.resolve(new Open('d-1', 'Joe'))),
      // @ts-expect-error: likewise of several.
      dispatcher.dispatchAll([new Open('d-1', 'Joe'), Open]),
      // @ts-expect-error: likewise in a test.
      scenario(Mailer).when(Open),
      // @ts-expect-error: a version is a number.
      dispatcher.dispatch(new Open('d-1', 'Joe'), { expectedVersion: '7' }),
      // @ts-expect-error: metadata are strings.
      dispatcher.dispatch(new Open('d-1', 'Joe'), { metadata: { user: 7 } }),
    ]);
  });

  it('of a view are those of the class that was asked for', () => {
    class Door {
      protected open = false;
      get state(): 'open' | 'closed' {
        return this.open ? 'open' : 'closed';
      }
    }
    const load = () => repository.load(Door, 'd-1');
    expectTypeOf<ReturnType<typeof load>>().toEqualTypeOf<Promise<View<Door>>>();
    unevaluated(async () => {
      const { aggregate } = await load();
      expectTypeOf(aggregate.state).toEqualTypeOf<'open' | 'closed'>();
      // @ts-expect-error: what is protected stays so.
      aggregate.open;
    });
  });

  it('of errors follow from their names', () => {
    const error: unknown = new Error();
    if (isEventSourceError(error, 'OutcomeUnknownError')) expectTypeOf(error).toEqualTypeOf<OutcomeUnknownError>();
    expectTypeOf<'ConcurrencyError' | 'ConfigurationError'>().toExtend<CoreError['name']>();
    // @ts-expect-error: there is no error of that name.
    isEventSourceError(error, 'NoSuchError');
  });

  it('of versions let nobody make one up', () => {
    expectTypeOf<{ readonly number: number }>().not.toExtend<Class>();
    // @ts-expect-error: a version comes from counting, and from no number that a caller brings along.
    unevaluated(() => new StreamVersion(7));
  });
});
