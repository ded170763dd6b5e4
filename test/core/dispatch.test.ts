import { Dispatcher, install, MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { CreateOrder, ShipOrder } from '../../examples/orders/commands.js';
import { OrderNotShippable } from '../../examples/orders/errors.js';
import { Order } from '../../examples/orders/order.js';

describe('Dispatcher', () => {
  it('stores what the aggregate decides', async () => {
    const app = container.createChildContainer();
    install(app, { aggregates: [Order], store: new MemoryStore() });
    const dispatcher = app.resolve(Dispatcher);
    const { version } = await dispatcher.dispatch(new CreateOrder('o-1', 'Joe'));
    expect(version).to.equal(1);
    const shipped = await dispatcher.dispatch(new ShipOrder('o-1', 'DHL'));
    expect(shipped.version).to.equal(2);
    expect(shipped.events).to.deep.equal([{ carrier: 'DHL' }]);
    const again = await dispatcher.dispatch(new ShipOrder('o-1', 'DHL')).catch((error: unknown) => error);
    expect(again).to.be.instanceOf(OrderNotShippable);
  });
});
