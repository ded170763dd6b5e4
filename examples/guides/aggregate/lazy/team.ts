import { Aggregate, CommandHandler, EventHandler } from '@eventsource/core';
import { InviteMember } from './invite-member.js';
import { MemberInvited } from './member-invited.js';

@Aggregate('team')
export class Team {
  static readonly LIMIT = 5;
  private size = 0;

  // #region lazy
  @CommandHandler(() => InviteMember)
  invite({ name }: Readonly<InviteMember>) {
    return new MemberInvited(name, this.size + 1);
  }

  @EventHandler(() => MemberInvited)
  protected invited({ size }: Readonly<MemberInvited>) {
    this.size = size;
  }
  // #endregion
}
