import { Aggregate, CommandHandler, EventHandler } from '@eventsource/core';
import { DoorOpened } from './door-opened.js';
import { OpenDoor } from './open-door.js';

/** Needs its messages, which need it: whichever file is evaluated first, a class is not there yet when it is named. */
@Aggregate('circular-door')
export class Door {
  static readonly hinges = 2;
  openedBy = '';

  @CommandHandler(() => OpenDoor)
  open({ by }: Readonly<OpenDoor>) {
    return new DoorOpened(by);
  }

  @EventHandler(() => DoorOpened)
  protected opened({ by }: Readonly<DoorOpened>) {
    this.openedBy = by;
  }
}
