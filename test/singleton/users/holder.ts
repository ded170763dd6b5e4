import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';
import { Releases, Reserves } from '@eventsource/singleton';

@Event('acquired')
export class Acquired {}

@Event('given-back')
export class GivenBack {}

/** Reserves any value for the aggregate; the count makes each command another. */
@Reserves(({ holder: owner, type, id, duration }: Acquire) => ({ type, id, owner, duration }))
@Command('holder')
export class Acquire {
  constructor(
    readonly holder: string,
    readonly type: string,
    readonly id: string,
    readonly duration?: number,
  ) {}
}

@Releases(({ holder: owner, type, id }: GiveBack) => ({ type, id, owner }))
@Command('holder')
export class GiveBack {
  constructor(
    readonly holder: string,
    readonly type: string,
    readonly id: string,
  ) {}
}

@Aggregate('holder')
export class Holder {
  @CommandHandler() acquire(_: Acquire) {
    return new Acquired();
  }

  @CommandHandler() giveBack(_: GiveBack) {
    return new GivenBack();
  }

  @EventHandler() protected acquired(_: Acquired): void {}
  @EventHandler() protected givenBack(_: GivenBack): void {}
}
