import { Command } from '@eventsource/core';
import { Releases, Reserves } from '@eventsource/singleton';
import { emailOf } from './email.js';
import type { User } from './user.js';

// #region register
@Reserves(({ userId, email }: RegisterUser) => ({ type: 'email', id: emailOf(email), owner: userId }))
@Command('userId')
export class RegisterUser {
  constructor(
    readonly userId: string,
    readonly email: string,
  ) {}
}
// #endregion

// #region change
@Reserves(({ userId, email }: ChangeEmail, user: User) => ({
  type: 'email',
  id: emailOf(email),
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
// #endregion
