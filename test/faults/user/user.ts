import { Aggregate, Command, type CommandContext, CommandHandler, EventHandler } from '@eventsource/core';
import { Releases, Reserves } from '@eventsource/singleton';
import { Closed, EmailChanged, Registered } from './events.js';

export const emailOf = (number: number): string => `${number}@example.com`;
export const emailNumber = (email: string): number => Number.parseInt(email, 10);

@Reserves(({ user, email }: Register) => ({ type: 'email', id: email, owner: user }))
@Command('user')
export class Register {
  constructor(
    readonly user: string,
    readonly step: number,
    readonly email: string,
  ) {}
}

@Reserves(({ user, email }: ChangeEmail, { email: insteadOf }: User) => ({
  ...{ type: 'email', id: email, owner: user },
  insteadOf,
}))
@Command('user')
export class ChangeEmail {
  constructor(
    readonly user: string,
    readonly step: number,
    readonly email: string,
  ) {}
}

@Releases(({ user }: CloseAccount, { email: id }: User) => ({ type: 'email', id, owner: user }))
@Command('user')
export class CloseAccount {
  constructor(
    readonly user: string,
    readonly step: number,
  ) {}
}

export type RefusalReason = 'registered' | 'not-registered';

/** The domain's rejection, with the version that it was decided on. */
export class Refused extends Error {
  constructor(
    readonly reason: RefusalReason,
    readonly version: number,
  ) {
    super(reason);
  }
}

/** Has one e-mail address, or none, and may register again after closing. */
@Aggregate('user', { snapshot: { every: 5 } })
export class User {
  email: string | undefined = undefined;

  @CommandHandler()
  register({ step, email }: Register, { version }: CommandContext) {
    if (this.email !== undefined) throw new Refused('registered', version);
    return new Registered(step, email);
  }

  @CommandHandler()
  change({ step, email }: ChangeEmail, { version }: CommandContext) {
    if (this.email === undefined) throw new Refused('not-registered', version);
    return email === this.email ? undefined : new EmailChanged(step, email);
  }

  @CommandHandler()
  close({ step }: CloseAccount, { version }: CommandContext) {
    if (this.email === undefined) throw new Refused('not-registered', version);
    return new Closed(step);
  }

  @EventHandler(Registered, EmailChanged)
  protected has({ email }: Registered | EmailChanged): void {
    this.email = email;
  }

  @EventHandler()
  protected closed(_: Closed): void {
    this.email = undefined;
  }
}
