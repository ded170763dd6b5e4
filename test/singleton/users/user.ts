import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';
import { Releases, Reserves } from '@eventsource/singleton';

@Event('user-registered')
export class UserRegistered {
  constructor(readonly email: string) {}
}

@Event('email-changed')
export class EmailChanged {
  constructor(readonly email: string) {}
}

@Event('account-closed')
export class AccountClosed {}

@Reserves(({ userId, email }: Register) => ({ type: 'email', id: email, owner: userId }))
@Command('userId')
export class Register {
  constructor(
    readonly userId: string,
    readonly email: string,
  ) {}
}

@Reserves(({ userId, email }: ChangeEmail, user: User) => ({
  type: 'email',
  id: email,
  owner: userId,
  insteadOf: user.email,
}))
@Command('userId')
export class ChangeEmail {
  constructor(
    readonly userId: string,
    readonly email: string,
  ) {}
}

@Releases(({ userId }: CloseAccount, { email }: User) => ({ type: 'email', id: email, owner: userId }))
@Command('userId')
export class CloseAccount {
  constructor(readonly userId: string) {}
}

/** Lends an address for a while, and a name for ever. */
@Reserves(({ userId, email }: Lend) => ({ type: 'email', id: email, owner: userId, duration: 60_000 }))
@Reserves(({ userId, email }: Lend) => [{ type: 'name', id: `the ${email}`, owner: userId }])
@Reserves((_: Lend) => undefined)
@Command('userId')
export class Lend {
  constructor(
    readonly userId: string,
    readonly email: string,
  ) {}
}

export class AlreadyRegistered extends Error {
  override readonly name = 'AlreadyRegistered';
}

@Aggregate('user')
export class User {
  email = '';

  @CommandHandler() register({ email }: Register) {
    if (this.email !== '') throw new AlreadyRegistered();
    return new UserRegistered(email);
  }

  @CommandHandler() change({ email }: ChangeEmail) {
    return email === this.email ? undefined : new EmailChanged(email);
  }

  @CommandHandler() close(_: CloseAccount) {
    return new AccountClosed();
  }

  @CommandHandler() lend({ email }: Lend) {
    return new EmailChanged(email);
  }

  @EventHandler(UserRegistered, EmailChanged) protected has({ email }: UserRegistered | EmailChanged) {
    this.email = email;
  }

  @EventHandler() protected closed(_: AccountClosed) {
    this.email = '';
  }
}
