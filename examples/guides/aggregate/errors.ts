export class SubscriptionRunning extends Error {
  override readonly name = 'SubscriptionRunning';

  constructor(readonly until: string) {
    super(`The subscription runs until ${until}.`);
  }
}

export class UnknownPlan extends Error {
  override readonly name = 'UnknownPlan';

  constructor(readonly plan: string) {
    super(`There is no plan "${plan}".`);
  }
}

export class NotYours extends Error {
  override readonly name = 'NotYours';
}
