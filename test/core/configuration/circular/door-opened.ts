import { Event } from '@eventsource/core';
import { Door } from './door.js';

@Event('circular-door-opened')
export class DoorOpened {
  readonly hinges = Door.hinges;

  constructor(readonly by: string) {}
}
