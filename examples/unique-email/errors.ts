export class UserRegisteredAlready extends Error {
  override readonly name = 'UserRegisteredAlready';

  constructor() {
    super('The user is registered already.');
  }
}

export class UserNotRegistered extends Error {
  override readonly name = 'UserNotRegistered';

  constructor() {
    super('There is no such user.');
  }
}
