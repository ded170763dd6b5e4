import type { DispatchOptions } from '@eventsource/core';
import { ChangeEmail, CloseAccount, emailOf, Register } from '../user/user.js';
import { answerOf } from './answer-of.js';
import type { Application } from './application.js';
import type { Answer, CallStart } from './call.js';
import type { Clerk } from './clerk.js';

/** For users who want e-mail addresses of their own. */
export class UserClerk implements Clerk {
  constructor(private readonly application: Application) {}

  async answer(call: CallStart, options: DispatchOptions): Promise<Answer> {
    try {
      const { version, events } = await this.application.dispatcher.dispatch(commandOf(call), options);
      return events.length > 0 ? { kind: 'stored', version, events } : { kind: 'nothing', version };
    } catch (error) {
      return answerOf(error);
    }
  }
}

function commandOf({ account, command, action }: CallStart): object {
  const id = String(account);
  if (action.kind === 'register') return new Register(id, command, emailOf(action.email));
  if (action.kind === 'change') return new ChangeEmail(id, command, emailOf(action.email));
  return new CloseAccount(id, command);
}
