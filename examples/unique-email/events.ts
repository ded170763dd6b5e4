import { Event } from '@eventsource/core';

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
