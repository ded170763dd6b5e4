import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { eventsource, eventsourceOnTerminal } from '../eventsource.js';
import { cartTable } from './cart-table.js';
import { startSizedEndpoint } from './sized-endpoint.js';

describe('eventsource streams list', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
    await cartTable(dynalite.endpoint, 'carts', 9);
  });

  after(() => dynalite.stop());

  const list = (args: readonly string[], endpoint = dynalite.endpoint) =>
    eventsource(['streams', 'list', '--table', 'carts', '--endpoint', endpoint, ...args]);

  it('shows each stream in a row, and what the reading took', async () => {
    const { stdout, stderr, code } = await list([]);
    expect(code).to.equal(0);
    const [titles, ...rows] = stdout.trimEnd().split('\n');
    expect(titles?.trim().split(/ +/)).to.deep.equal(['VERSION', 'EVENTS', 'ITEMS', 'BYTES', 'SNAPSHOTS', 'STREAM']);
    expect(rows).to.have.length(10);
    const row = rows.find((line) => line.endsWith('  cart:c-1'));
    expect(row?.trim()).to.match(/^3 +3 +3 +\d{3} +0 +cart:c-1$/);
    expect(stderr).to.match(/\n10 streams, 12 items, 0\.5 read units\.\n$/);
  });

  it('shows those of a prefix, and as many as are wanted', async () => {
    expect((await list(['--prefix', 'cart:c-10'])).stdout).to.match(/^ +VERSION.*\n.* cart:c-10\n$/);
    expect((await list(['--prefix', 'nothing'])).stdout).to.equal('');
    const { stdout, stderr } = await list(['--limit', '2']);
    expect(stdout.match(/cart:/g)).to.have.length(2);
    expect(stderr).to.include('\n2 streams');
  });

  it('prints a line of JSON for each, and nothing else', async () => {
    const { stdout, stderr, code } = await list(['--json', '--prefix', 'cart:c-1']);
    expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
    const streams = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(streams.map(({ key }) => key).sort()).to.deep.equal(['cart:c-1', 'cart:c-10']);
    expect(streams.find(({ key }) => key === 'cart:c-1')).to.include({ version: 3, events: 3, items: 3 });
  });

  describe('of a large table', () => {
    let large: Awaited<ReturnType<typeof startSizedEndpoint>>;

    before(async () => {
      large = await startSizedEndpoint(dynalite.endpoint, { TableSizeBytes: 1e9, ItemCount: 3e6 });
    });
    beforeEach(() => large.operations.splice(0));
    after(() => large.stop());

    const PRICE =
      'Reading table "carts" takes about 122,071 read units: 953.7 MB, 3,000,000 items when DynamoDB counted, up to six hours ago.';

    it('says what that takes, and asks for --yes where nobody can agree', async () => {
      const { stdout, stderr, code } = await list([], large.endpoint);
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 2 });
      expect(stderr).to.include(PRICE).and.include('--yes');
      expect(large.operations).to.deep.equal(['DescribeTable']);
    });

    it('reads it with --yes, and says what that takes', async () => {
      const { stderr, code, stdout } = await list(['--yes'], large.endpoint);
      expect(code).to.equal(0);
      expect(stderr).to.include(PRICE);
      expect(stdout).to.include('cart:c-1\n');
      expect(large.operations).to.deep.equal(['DescribeTable', 'Scan']);
    });

    const onTerminal = (input: string) =>
      eventsourceOnTerminal(['streams', 'list', '--table', 'carts', '--endpoint', large.endpoint], {
        input,
        env: { PAGER: '' },
      });

    it('asks on a terminal, and reads it after a yes', async () => {
      const { stdout, code } = await onTerminal('yes\n');
      expect(code).to.equal(0);
      expect(stdout).to.include(PRICE).and.include('cart:c-1\r\n');
    });

    it('asks on a terminal, and reads nothing after a no', async () => {
      const { stdout, code } = await onTerminal('no\n');
      expect(code).to.equal(1);
      expect(stdout).to.not.include('cart:c-1');
      expect(large.operations).to.deep.equal(['DescribeTable']);
    });
  });

  it('asks for nothing where the table is small', async () => {
    const small = await startSizedEndpoint(dynalite.endpoint, { TableSizeBytes: 8_000_000, ItemCount: 30_000 });
    const { stderr, code } = await list([], small.endpoint);
    small.stop();
    expect(code).to.equal(0);
    expect(stderr).to.include('takes about 977 read units: 7.6 MB, 30,000 items when');
  });

  it('takes pages through a pager that is left early', async () => {
    const { stdout, code } = await eventsourceOnTerminal(
      ['streams', 'list', '--table', 'carts', '--endpoint', dynalite.endpoint],
      { env: { PAGER: 'head -n 2' } },
    );
    expect(code).to.equal(0);
    expect(stdout.match(/cart:/g)).to.have.length(1);
  });

  it('fails where there is no table', async () => {
    const { stderr, code } = await eventsource([
      'streams',
      'list',
      '--table',
      'nowhere',
      '--endpoint',
      dynalite.endpoint,
    ]);
    expect(code).to.equal(1);
    expect(stderr).to.match(/^error: Table "nowhere" does not exist/);
  });
});
