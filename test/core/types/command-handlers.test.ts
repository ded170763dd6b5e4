import { type CommandContext, CommandHandler } from '@eventsource/core';
import { expectTypeOf } from 'expect-type';
import { Close, Closed, Open, Opened } from './messages.js';
import { LIMITS, type Limits, Mailer, NAME } from './services.js';
import { unevaluated } from './unevaluated.js';

/* What must not compile is marked: an error that is missing fails the build. Nothing of it runs. */

describe('The compiler lets a command handler', () => {
  it('return an event, several, none, or a promise of these', () => {
    unevaluated(() => {
      class Returning {
        @CommandHandler() one(_: Open) {
          return new Opened('Joe');
        }
        @CommandHandler() several(_: Open) {
          return [new Opened('Joe'), new Closed()];
        }
        @CommandHandler() fixed(_: Open): readonly [Opened] {
          return [new Opened('Joe')];
        }
        @CommandHandler() nothing(_: Open) {}
        @CommandHandler() maybe({ by }: Open) {
          return by ? new Opened(by) : undefined;
        }
        @CommandHandler() never(_: Open): never {
          throw new RangeError();
        }
        @CommandHandler() async later(_: Open) {
          return [new Opened('Joe')];
        }
        @CommandHandler() unknown(_: Open): unknown {
          return JSON.parse('{}');
        }
      }
      return Returning;
    });
  });

  it('return nothing else', () => {
    unevaluated(() => {
      class Returning {
        // @ts-expect-error: a number is no event.
        @CommandHandler() number(_: Open) {
          return 7;
        }
        // @ts-expect-error: a string is no event.
        @CommandHandler() string(_: Open) {
          return 'opened';
        }
        // @ts-expect-error: neither is one that comes later.
        @CommandHandler() async later(_: Open) {
          return 7;
        }
        // @ts-expect-error: or among others.
        @CommandHandler() either({ by }: Open) {
          return by ? new Opened(by) : false;
        }
        // @ts-expect-error: or perhaps in a list.
        @CommandHandler() perhaps({ by }: Open) {
          return [by ? new Opened(by) : undefined];
        }
        // @ts-expect-error: a set is no list.
        @CommandHandler() set(_: Open) {
          return new Set([new Opened('Joe')]);
        }
        // @ts-expect-error: or in a list.
        @CommandHandler() strings(_: Open) {
          return ['opened'];
        }
        // @ts-expect-error: or in a list that comes later.
        @CommandHandler() async numbers(_: Open): Promise<readonly number[]> {
          return [7];
        }
        // @ts-expect-error: null is not how to emit nothing.
        @CommandHandler() none(_: Open) {
          return null;
        }
        // @ts-expect-error: a generator would have to be run to its end.
        @CommandHandler() *generator(_: Open) {
          yield new Opened('Joe');
        }
        // @ts-expect-error: a function is no event.
        @CommandHandler() thunk(_: Open) {
          return () => new Opened('Joe');
        }
      }
      return Returning;
    });
  });

  it('take a command, and the context after it', () => {
    unevaluated(() => {
      class Taking {
        @CommandHandler() context(_: Open, { version }: CommandContext) {
          expectTypeOf(version).toEqualTypeOf<number>();
        }
        @CommandHandler(Open) none() {}

        // @ts-expect-error: a string is no command.
        @CommandHandler() string(_: string) {}

        // @ts-expect-error: after the command comes the context.
        @CommandHandler() limits(_: Open, _limits: Limits) {}

        // @ts-expect-error: a service has to be asked for.
        @CommandHandler() unasked(_: Open, _context: CommandContext, _mailer: Mailer) {}
      }
      return Taking;
    });
  });

  it('take the services it asks for, in their order', () => {
    unevaluated(() => {
      class Served {
        @CommandHandler({ inject: [LIMITS, Mailer] })
        both(_: Open, _context: CommandContext, { perDay }: Limits, mailer: Mailer) {
          expectTypeOf(perDay).toEqualTypeOf<number>();
          expectTypeOf(mailer).toEqualTypeOf<Mailer>();
        }
        @CommandHandler(Open, { inject: [NAME] }) fewer(_: Open) {}

        @CommandHandler(Open, { inject: [NAME] }) explicit(_: Open, _context: CommandContext, _name: string) {}

        // @ts-expect-error: the token stands for limits.
        @CommandHandler({ inject: [LIMITS] }) wrong(_: Open, _context: CommandContext, _name: string) {}

        // @ts-expect-error: the mailer comes first.
        @CommandHandler({ inject: [Mailer, LIMITS] }) swapped(_: Open, _c: CommandContext, _l: Limits, _m: Mailer) {}

        // @ts-expect-error: a bare symbol stands for nothing known.
        @CommandHandler({ inject: [Symbol('limits')] }) bare(_: Open, _context: CommandContext, _limits: Limits) {}

        // @ts-expect-error: a name is neither a token nor a class.
        @CommandHandler({ inject: ['limits'] }) named(_: Open, _context: CommandContext, _limits: Limits) {}
      }
      return Served;
    });
  });

  it('be public or protected, and an instance method', () => {
    unevaluated(() => {
      class Visible {
        @CommandHandler() public open(_: Open) {}

        @CommandHandler() protected close(_: Close) {}

        // @ts-expect-error: the compiler sees no use of a private method.
        // biome-ignore lint/correctness/noUnusedPrivateClassMembers: this is the mistake.
        @CommandHandler() private lock(_: Close) {}

        // @ts-expect-error: a static method has no state to decide on.
        @CommandHandler() static create(_: Open) {}

        // @ts-expect-error: a property is no method.
        @CommandHandler() readonly arrow = (_: Open) => new Opened('Joe');

        // @ts-expect-error: neither is an accessor.
        @CommandHandler() get accessor() {
          return new Opened('Joe');
        }
      }
      return Visible;
    });
  });

  it('name the class of its parameter only', () => {
    unevaluated(() => {
      class Naming {
        @CommandHandler(Open) open(_: Open) {}

        @CommandHandler(() => Open) lazy(_: Open) {}

        @CommandHandler(Open) wider(_: Open | Close) {}

        // @ts-expect-error: the parameter is another command.
        @CommandHandler(Close) contradicting(_: Open) {}

        // @ts-expect-error: so is it when the class comes later.
        @CommandHandler(() => Close) contradictingLater(_: Open) {}

        // @ts-expect-error: a name is no class.
        @CommandHandler('Open') named(_: Open) {}
      }
      return Naming;
    });
  });
});
