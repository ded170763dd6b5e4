import { Command } from '@eventsource/core';
import { Team } from './team.js';

@Command('team')
export class InviteMember {
  constructor(
    readonly team: string,
    readonly name = `one of ${Team.LIMIT}`,
  ) {}
}
