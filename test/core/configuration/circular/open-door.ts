import { Command } from '@eventsource/core';
import { Door } from './door.js';

@Command('door')
export class OpenDoor {
  constructor(
    readonly door: string,
    readonly by = `the owner of ${Door.hinges} hinges`,
  ) {}
}
