import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Dispatcher, install } from '@eventsource/core';
import { container } from 'tsyringe';
import { ChangeEmail, CloseAccount, RegisterUser } from './commands.js';
import { inDynamoDb, inMemory, type Place } from './modules.js';
import { User } from './user.js';

const help = `Two users race for one address; then it changes hands.

  npm run example:unique-email                                            in the memory of this process
  npm run example:unique-email -- --endpoint http://localhost:8000        on DynamoDB Local
  npm run example:unique-email -- --region us-west-2                      on AWS`;

const { values } = parseArgs({
  options: {
    region: { type: 'string' },
    endpoint: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(help);
else await race(values);

async function race(place: Place): Promise<void> {
  const isInMemory = place.region === undefined && place.endpoint === undefined;
  install(container, { aggregates: [User] }, ...(isInMemory ? inMemory() : await inDynamoDb(place)));
  const [ann, bob, run] = [`ann-${randomUUID()}`, `bob-${randomUUID()}`, randomUUID().slice(0, 8)];
  const address = `joe.${run}@example.com`;

  console.log(`Ann and Bob want ${address} at the same time.`);
  const [annHasIt] = await Promise.all([
    attempt(new RegisterUser(ann, address)),
    attempt(new RegisterUser(bob, address.toUpperCase())),
  ]);
  const [winner, loser] = annHasIt ? [ann, bob] : [bob, ann];
  console.log('Who has it closes the account, and the other tries again.');
  await attempt(new CloseAccount(winner));
  await attempt(new RegisterUser(loser, address));
  console.log('That one changes it, and what it was is free again.');
  await attempt(new ChangeEmail(loser, `new.${run}@example.com`));
  await attempt(new RegisterUser(winner, address));
}

async function attempt(command: { readonly userId: string }): Promise<boolean> {
  const what = `  ${command.userId.slice(0, 3)}: ${command.constructor.name}`;
  try {
    const { version, cost } = await container.resolve(Dispatcher).dispatch(command);
    console.log(`${what} → version ${version}, write units ${cost.writeUnits}`);
    return true;
  } catch (error) {
    console.log(`${what} → ${error}`);
    return false;
  }
}
