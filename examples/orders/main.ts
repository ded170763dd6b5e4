import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type Committed, Dispatcher, install } from '@eventsource/core';
import { container } from 'tsyringe';
import { help, parseArguments } from './arguments.js';
import { CreateOrder, ShipOrder } from './commands.js';
import { Order } from './order.js';
import { openTable } from './table.js';

const args = parseArguments(process.argv.slice(2));
if (args === 'help') console.log(help);
else {
  const table = await openTable(args);
  console.log(`Table "${args.table}" on ${table.where}`);
  install(container, { aggregates: [Order] }, table.module);
  const dispatcher = container.resolve(Dispatcher);
  const orderId = randomUUID();

  print('CreateOrder', await dispatcher.dispatch(new CreateOrder(orderId, 'Joe Public')));
  const shipped = await dispatcher.dispatch(new ShipOrder(orderId, 'DHL'));
  print('ShipOrder', shipped);

  console.log(`Order ${orderId} [version ${shipped.version}] shipped ${shipped.time?.toISOString()}`);
  await table.close();
}

function print(command: string, { version, cost }: Committed): void {
  const { requests, readUnits, writeUnits } = cost;
  const units = `requests ${requests}, read units ${readUnits}, write units ${writeUnits}`;
  console.log(`${command.padEnd(11)} → version ${version}   ${units}`);
}
