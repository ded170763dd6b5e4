import { Command, Event, EventHandler } from '@eventsource/core';

@Command('id')
export class Open {
  constructor(readonly id: string) {}
}

@Command('id')
export class Close {
  constructor(readonly id: string) {}
}

@Event('opened')
export class Opened {
  constructor(readonly by: string = 'Joe') {}
}

@Event('closed')
export class Closed {}

/** For aggregates that are about something else than what they handle. */
export class OpenedOnly {
  @EventHandler()
  protected opened(_: Opened) {}
}
