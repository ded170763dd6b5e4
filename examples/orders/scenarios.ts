import { scenario } from '@eventsource/testing';
import { CreateOrder, ShipOrder } from './commands.js';
import { OrderAlreadyExists, OrderNotShippable } from './errors.js';
import { OrderCreated, OrderShipped } from './events.js';
import { Order } from './order.js';

const created = new OrderCreated('Joe');
const shipped = new OrderShipped('DHL');

export const scenarios = {
  'is shipped once it is created': () =>
    scenario(Order).given(created).when(new ShipOrder('o-1', 'DHL')).emits(shipped),

  'is not shipped twice': () =>
    scenario(Order).given(created, shipped).when(new ShipOrder('o-1', 'DHL')).rejects(OrderNotShippable),

  'is not created twice': () =>
    scenario(Order).given(created).when(new CreateOrder('o-1', 'Ann')).rejects(OrderAlreadyExists),
};
