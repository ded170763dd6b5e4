import { Event } from '@eventsource/core';

/** Every event carries the number of the step that it came from: what is stored twice or not at all shows. */
@Event('opened')
export class Opened {
  constructor(readonly step: number) {}
}

@Event('deposited')
export class Deposited {
  constructor(
    readonly step: number,
    readonly amount: number,
  ) {}
}

@Event('withdrawn')
export class Withdrawn {
  constructor(
    readonly step: number,
    readonly withdrawn: number,
  ) {}
}
