import { EventHandler, type MemoryTransaction, type ProjectionContext } from '@eventsource/core';
import { Closed, Opened } from './messages.js';
import { LIMITS } from './services.js';
import { unevaluated } from './unevaluated.js';

/* What must not compile is marked: an error that is missing fails the build. Nothing of it runs. */

describe('The compiler lets an event handler', () => {
  it('name the classes of its parameter only', () => {
    unevaluated(() => {
      class Naming {
        @EventHandler(Opened) protected opened(_: Opened) {}

        @EventHandler(Opened, () => Closed) protected either(_: Opened | Closed) {}

        // @ts-expect-error: the parameter is another event.
        @EventHandler(Closed) protected contradicting(_: Opened) {}

        // @ts-expect-error: the parameter is only one of the two.
        @EventHandler(Opened, Closed) protected narrower(_: Opened) {}
      }
      return Naming;
    });
  });

  it('change state at once, with an event and its context', () => {
    unevaluated(() => {
      class Applying {
        @EventHandler() protected opened({ by }: Opened, { time }: { readonly time: Date | undefined }) {
          return by && time;
        }

        // @ts-expect-error: a string is no event.
        @EventHandler() protected string(_: string) {}

        // @ts-expect-error: events of other libraries have no time.
        @EventHandler() protected timed(_: Opened, _context: { readonly time: Date }) {}

        // @ts-expect-error: services come to command handlers only.
        @EventHandler({ inject: [LIMITS] }) protected limited(_: Opened) {}

        // @ts-expect-error: a static method has no state to change.
        @EventHandler() protected static created(_: Opened) {}

        // @ts-expect-error: a generator does nothing until someone runs it.
        @EventHandler() protected *generator(_: Opened) {}
      }
      return Applying;
    });
  });

  it('wait, and know more of the event, in a projection', () => {
    unevaluated(() => {
      class Projecting {
        @EventHandler() async later(_: Opened) {}

        @EventHandler() async opened({ by }: Opened, { stream, transaction }: ProjectionContext<MemoryTransaction>) {
          transaction.change(() => [by, stream]);
        }

        // @ts-expect-error: there is no such thing in a context.
        @EventHandler() async closed(_: Closed, _context: ProjectionContext & { readonly command: object }) {}
      }
      return Projecting;
    });
  });
});
