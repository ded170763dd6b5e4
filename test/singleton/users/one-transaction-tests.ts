import { expect } from 'chai';
import { application, type Place } from './reserving-tests.js';
import { ChangeEmail, Register } from './user.js';

/** What a reserved value costs where it is stored in the transaction of its events. */
export function oneTransactionTests(place: () => Place): void {
  it('takes one transaction: two write units for each item', async () => {
    const { dispatcher } = application(place());

    const registered = await dispatcher.dispatch(new Register('cost', 'cost@example.com'));
    const changed = await dispatcher.dispatch(new ChangeEmail('cost', 'price@example.com'));

    expect(registered.cost).to.include({ requests: 2, writeUnits: 4 });
    expect(changed.cost).to.include({ requests: 1, readUnits: 0, writeUnits: 6 });
  });
}
