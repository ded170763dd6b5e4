import { Event } from '@eventsource/core';

/** As those of accounts, every event carries the number of its step. */
@Event('registered')
export class Registered {
  constructor(
    readonly step: number,
    readonly email: string,
  ) {}
}

@Event('email-changed')
export class EmailChanged {
  constructor(
    readonly step: number,
    readonly email: string,
  ) {}
}

@Event('closed')
export class Closed {
  constructor(readonly step: number) {}
}
