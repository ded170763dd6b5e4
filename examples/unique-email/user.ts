import { Aggregate, CommandHandler, EventHandler } from '@eventsource/core';
import { ChangeEmail, CloseAccount, RegisterUser } from './commands.js';
import { emailOf } from './email.js';
import { UserNotRegistered, UserRegisteredAlready } from './errors.js';
import { AccountClosed, EmailChanged, UserRegistered } from './events.js';

@Aggregate('user')
export class User {
  email: string | undefined;

  @CommandHandler()
  register({ email }: RegisterUser) {
    if (this.email !== undefined) throw new UserRegisteredAlready();
    return new UserRegistered(emailOf(email));
  }

  @CommandHandler()
  change({ email }: ChangeEmail) {
    if (this.email === undefined) throw new UserNotRegistered();
    return emailOf(email) === this.email ? [] : new EmailChanged(emailOf(email));
  }

  @CommandHandler()
  close(_: CloseAccount) {
    return this.email === undefined ? [] : new AccountClosed();
  }

  @EventHandler(UserRegistered, EmailChanged)
  protected has({ email }: UserRegistered | EmailChanged) {
    this.email = email;
  }

  @EventHandler()
  protected closed(_: AccountClosed) {
    this.email = undefined;
  }
}
