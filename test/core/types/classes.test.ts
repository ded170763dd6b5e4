import { Aggregate, Command, Event } from '@eventsource/core';
import type { Limits } from './services.js';
import { unevaluated } from './unevaluated.js';

/* What must not compile is marked: an error that is missing fails the build. Nothing of it runs. */

describe('The compiler', () => {
  it('checks that a command has the property it names, and that it holds a string', () => {
    unevaluated(() => {
      // @ts-expect-error: there is no such property.
      @Command('doorId')
      class Missing {
        readonly id = 'd-1';
      }

      // @ts-expect-error: an id is a string.
      @Command('id')
      class Numbered {
        readonly id = 7;
      }

      // @ts-expect-error: a command without id is for no aggregate.
      @Command('id')
      class Optional {
        readonly id?: string;
      }

      // @ts-expect-error: nobody but the class could read the id.
      @Command('id')
      class Private {
        constructor(private readonly id: string) {}
        protected get own() {
          return this.id;
        }
      }

      @Command('id')
      class Branded {
        readonly id: `door-${number}` = 'door-1';
      }

      @Command('id')
      class Computed {
        get id() {
          return 'd-1';
        }
      }
      return [Missing, Numbered, Optional, Private, Branded, Computed];
    });
  });

  it('checks that an aggregate can be built without arguments', () => {
    unevaluated(() => {
      // @ts-expect-error: services come to handlers, not to constructors.
      @Aggregate('needy')
      class Needy {
        constructor(readonly limits: Limits) {}
      }

      // @ts-expect-error: an abstract class cannot be built.
      @Aggregate('abstract')
      abstract class Abstract {}

      // @ts-expect-error: neither can one with a private constructor.
      @Aggregate('closed')
      class Sealed {
        private constructor() {}
        static readonly only = new Sealed();
      }

      @Aggregate('optional')
      class Optional {
        constructor(readonly limits: Limits = { perDay: 1 }) {}
      }
      return [Needy, Abstract, Sealed, Optional];
    });
  });

  it('checks what snapshots and upcasters are given', () => {
    unevaluated(() => {
      // @ts-expect-error: an interval is a number of events.
      @Aggregate('daily', { snapshot: { every: 'day' } })
      class Daily {}

      // @ts-expect-error: snapshots without an interval are never taken.
      @Aggregate('never', { snapshot: {} })
      class Never {}

      // @ts-expect-error: an upcaster returns data.
      @Event('renamed', { version: 2, upcast: { 1: ({ name }) => String(name) } })
      class Renamed {}

      // @ts-expect-error: an upcaster cannot wait.
      @Event('looked-up', { version: 2, upcast: { 1: async (data) => data } })
      class LookedUp {}
      return [Daily, Never, Renamed, LookedUp];
    });
  });
});
