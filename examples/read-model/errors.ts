/** The order exists already. */
export class OrderAlreadyExists extends Error {
  override readonly name = 'OrderAlreadyExists';
}

/** Only an order that was created and not yet shipped can be shipped. */
export class OrderNotShippable extends Error {
  override readonly name = 'OrderNotShippable';

  constructor(readonly state: string) {
    super(`An order that is ${state} cannot be shipped.`);
  }
}
