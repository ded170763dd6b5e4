import { Projection } from '@eventsource/core';
import { LIMITS, type Limits, Mailer, NAME } from './services.js';
import { unevaluated } from './unevaluated.js';

/* What must not compile is marked: an error that is missing fails the build. Nothing of it runs. */

describe('The compiler lets a projection', () => {
  it('be built from what it names, in that order', () => {
    unevaluated(() => {
      @Projection('nothing')
      class Nothing {}

      @Projection('all', { version: 2, inject: [LIMITS, Mailer] })
      class All {
        constructor(
          readonly limits: Limits,
          readonly mailer: Mailer,
        ) {}
      }

      @Projection('optional', { inject: [LIMITS] })
      class Optional {
        constructor(readonly limits?: Limits) {}
      }

      // @ts-expect-error: nobody gives it the limits.
      @Projection('missing')
      class Missing {
        constructor(readonly limits: Limits) {}
      }

      // @ts-expect-error: a name is not limits.
      @Projection('other', { inject: [NAME] })
      class Other {
        constructor(readonly limits: Limits) {}
      }

      // @ts-expect-error: they come the other way round.
      @Projection('turned', { inject: [Mailer, LIMITS] })
      class Turned {
        constructor(
          readonly limits: Limits,
          readonly mailer: Mailer,
        ) {}
      }

      // @ts-expect-error: it can be built by its subclasses only.
      @Projection('abstract')
      abstract class Abstract {}

      return [Nothing, All, Optional, Missing, Other, Turned, Abstract];
    });
  });
});
