import { Aggregate, Command, CommandHandler, Event, EventHandler, Projection } from '@eventsource/core';
import { Releases, Reserves } from '@eventsource/singleton';

/** One of each decorator. Each class is decorated as it is asked for. */
export const decorated: Readonly<Record<string, () => unknown>> = {
  Event: () => {
    @Event('opened')
    class Opened {}
    return Opened;
  },
  Command: () => {
    @Command('id')
    class Open {
      constructor(readonly id: string) {}
    }
    return Open;
  },
  Aggregate: () => {
    @Aggregate('door')
    class Door {}
    return Door;
  },
  CommandHandler: () => {
    class Door {
      @CommandHandler() open(_: object) {}
    }
    return Door;
  },
  EventHandler: () => {
    class Door {
      @EventHandler() opened(_: object) {}
    }
    return Door;
  },
  Projection: () => {
    @Projection('openings')
    class Openings {}
    return Openings;
  },
  Reserves: () => {
    @Reserves(() => undefined)
    class Open {}
    return Open;
  },
  Releases: () => {
    @Releases(() => undefined)
    class Close {}
    return Close;
  },
};
