import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startDynalite } from '@eventsource/testing';
import { expect } from 'chai';

const execute = promisify(execFile);

/** Credentials in the environment must not matter; a region that is none would fail any request to AWS. */
const environment = {
  ...process.env,
  AWS_ACCESS_KEY_ID: 'real',
  AWS_SECRET_ACCESS_KEY: 'real',
  AWS_REGION: 'nowhere-1',
};

async function run(example: string, ...args: readonly string[]): Promise<string[]> {
  const { stdout } = await execute('node', [`build/examples/${example}/main.js`, ...args], { env: environment });
  return stdout.trim().split('\n');
}

describe('the examples', () => {
  it('seats books a seat', async () => {
    expect(await run('seats')).to.deep.equal(['Seat 12A is at version 1.']);
  });

  it('guides finds that each guide is right', async () => {
    const topics = [
      'aggregates',
      'events over time',
      'outcomes',
      'cost and snapshots',
      'several aggregates and tenants',
      'unique values',
      'projections',
      'publishing',
      'services',
    ];
    expect(await run('guides')).to.deep.equal(topics.map((topic) => `${topic}: as the guide says`));
  });

  it('orders creates an order and ships it, and prints what each command cost', async () => {
    const lines = await run('orders');

    expect(lines).to.have.length(4);
    expect(lines[1]).to.match(/^CreateOrder → version 1 +requests 2, read units \d, write units 1$/);
    expect(lines[2]).to.match(/^ShipOrder +→ version 2 +requests 1, read units 0, write units 1$/);
    expect(lines[3]).to.match(/^Order [0-9a-f-]{36} \[version 2\] shipped \d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('unique-email gives an address to one of two users, and later to the other', async () => {
    const lines = await run('unique-email');

    const [wanted, ...race] = lines.slice(0, 3);
    const address = wanted?.match(/joe\.\w+@example\.com/)?.[0];
    expect(race.filter((line) => line.endsWith('RegisterUser → version 1, write units 0'))).to.have.length(1);
    const refusal = `RegisterUser → AlreadyReservedError: The email "${address}" is already reserved: choose another.`;
    expect(race.filter((line) => line.endsWith(refusal))).to.have.length(1);
    expect(lines.at(-1)).to.match(/RegisterUser → version 3, write units 0$/);
  });

  it('read-model shows what is open, and loses no message while its topic is gone', async () => {
    const lines = (await run('read-model')).map((line) => line.replaceAll(/-[0-9a-f]{8}\b/g, ''));
    const start = lines.findIndex((line) => line.startsWith('A subscriber'));
    const messagesOf = (order: string) => lines.slice(start).filter((line) => line.startsWith(`  order:${order}/`));

    expect(lines.slice(1, start)).to.deep.equal([
      'Ann orders twice, and one order is shipped.',
      '  CreateOrder 1 → open for ann: 1',
      '  CreateOrder 2 → open for ann: 1, 2',
      '  ShipOrder 1 → open for ann: 2',
      'The topic is deleted by mistake, and Bob orders.',
      '  CreateOrder 3 → open for bob: 3',
      '  delivery-failed: orders-topic, order:3 at version 1: TargetUnavailableError',
      "The topic is there again, and Bob's order is shipped.",
      '  ShipOrder 3 → open for bob: none',
    ]);
    const created = 'com.example.order-created {"customer":';
    const shipped = 'com.example.order-shipped {"carrier":';
    expect(messagesOf('1')).to.deep.equal([`  order:1/1 ${created}"ann"}`, `  order:1/2 ${shipped}"DHL"}`]);
    expect(messagesOf('2')).to.deep.equal([`  order:2/1 ${created}"ann"}`]);
    expect(messagesOf('3')).to.deep.equal([`  order:3/1 ${created}"bob"}`, `  order:3/2 ${shipped}"UPS"}`]);
  });

  it('orders uses the table at an endpoint that the command line names', async () => {
    const dynalite = await startDynalite();
    try {
      const lines = await run('orders', '--table', 'mine', '--endpoint', dynalite.endpoint);
      expect(lines[0]).to.equal(`Table "mine" on ${dynalite.endpoint}`);
      expect(lines[3]).to.include('[version 2] shipped');
    } finally {
      await dynalite.stop();
    }
  });
});
