import { createTable } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { putItems } from '../../dynamodb/raw-items.js';
import { goItems } from '../../go-library/go-items.js';
import { eventsource } from '../eventsource.js';
import { CARTS, cartTable } from './cart-table.js';

describe('eventsource streams state', () => {
  let dynalite: Dynalite;
  const orders = new URL('./go-orders.js', import.meta.url).pathname;

  before(async () => {
    dynalite = await startDynalite();
    await cartTable(dynalite.endpoint, 'carts', 0);
    await createTable({ table: 'go-orders', endpoint: dynalite.endpoint });
    await putItems(dynalite.client(), 'go-orders', await goItems('stream-per5'));
  });

  after(() => dynalite.stop());

  const state = (args: readonly string[], module = CARTS, table = 'carts') =>
    eventsource(['streams', 'state', '--endpoint', dynalite.endpoint, '--module', module, '--table', table, ...args]);

  it('shows the newest state, its version and what it took', async () => {
    const { stdout, stderr, code } = await state(['cart:c-1']);
    expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
    const [about, ...lines] = stdout.split('\n');
    expect(about).to.equal('cart:c-1 at version 3, 1 request, 1 read unit');
    expect(JSON.parse(lines.join('\n'))).to.deep.equal({
      pieces: { pen: 502, 'red \u001b[31m ink': 1 },
      kinds: ['pen', 'red \u001b[31m ink'],
      changed: '2026-01-02T00:00:00.000Z',
      total: '503',
    });
    expect(stdout).to.not.include('\u001b');
  });

  it('shows that of an earlier version, as JSON too', async () => {
    const { stdout } = await state(['c-1', '--aggregate', 'cart', '--version', '1', '--json']);
    expect(JSON.parse(stdout)).to.deep.include({
      stream: 'cart:c-1',
      version: 1,
      state: { pieces: { pen: 2 }, kinds: ['pen'], changed: '2026-01-01T00:00:00.000Z', total: '2' },
    });
  });

  it('shows that of a stream of the Go library, at every version', async () => {
    const at = async (version: string) => {
      const args = ['order-23', '--aggregate', 'order', '--version', version, '--json'];
      return JSON.parse((await state(args, orders, 'go-orders')).stdout);
    };
    expect(await at('4')).to.include({ stream: 'order-23', version: 4 });
    expect((await at('4')).state).to.include({ state: 'cancelled', cancelledAt: '2017-08-15T10:30:04.000Z' });
    expect((await at('3')).state).to.include({ title: 'title 3' });
  });

  const refused: [what: string, args: string[], code: number, says: string, module?: string][] = [
    [
      'a version that is not reached',
      ['cart:c-1', '--version', '4'],
      1,
      'has not reached version 4: it is at version 3',
    ],
    ['a stream that does not exist', ['cart:c-2'], 1, 'holds nothing of stream "cart:c-2"'],
    ['a key that names no aggregate', ['c-1'], 2, 'pass it with --aggregate'],
    ['an aggregate of none', ['order:1'], 2, 'installs no aggregate named "order"'],
    ['a key that the module names otherwise', ['order:1'], 2, 'name for stream "order:1" is "1"', orders],
    ['no such version', ['cart:c-1', '--version', '0'], 2, 'It must be a whole number of at least 1'],
    ['a module of TypeScript', ['cart:c-1'], 1, 'set NODE_OPTIONS="--import tsx", or give the compiled file', 'app.ts'],
  ];
  for (const [what, args, code, says, module] of refused) {
    it(`is refused for ${what}`, async () => {
      const ended = await state(args, module);
      expect(ended.stderr).to.include(says);
      expect(ended).to.include({ stdout: '', code });
    });
  }

  it('wants a module', async () => {
    const { stderr, code } = await eventsource(['streams', 'state', 'cart:c-1', '--table', 'carts']);
    expect(code).to.equal(2);
    expect(stderr).to.include('--module <path>');
  });
});
