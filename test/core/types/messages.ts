import { Command, Event } from '@eventsource/core';

@Command('id')
export class Open {
  constructor(
    readonly id: string,
    readonly by: string,
  ) {}
}

@Command('id')
export class Close {
  readonly id = 'c-1';
  readonly force = true;
}

@Event('opened')
export class Opened {
  constructor(readonly by: string) {}
}

@Event('closed')
export class Closed {
  readonly force = true;
}
