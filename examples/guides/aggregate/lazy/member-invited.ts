import { Event } from '@eventsource/core';
import { Team } from './team.js';

@Event('member-invited')
export class MemberInvited {
  readonly of = Team.LIMIT;

  constructor(
    readonly name: string,
    readonly size: number,
  ) {}
}
