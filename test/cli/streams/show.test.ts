import { createTable } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { bytes } from '../../dynamodb/commits.js';
import { putItems } from '../../dynamodb/raw-items.js';
import { commitItem } from '../../dynamodb/verify/tables.js';
import { goItems } from '../../go-library/go-items.js';
import { eventsource, eventsourceOnTerminal } from '../eventsource.js';
import { cartTable } from './cart-table.js';

describe('eventsource streams show', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
    await cartTable(dynalite.endpoint, 'carts', 0);
    await createTable({ table: 'go-orders', endpoint: dynalite.endpoint });
    const client = dynalite.client();
    for (const name of ['stream-3', 'stream-per5']) await putItems(client, 'go-orders', await goItems(name));
    await putItems(client, 'carts', [
      commitItem('broken', 1, 2, { _1: { B: bytes('nonsense') } }),
      commitItem('broken', 3, 3, { x: { S: 'of no format' } }),
    ]);
  });

  after(() => dynalite.stop());

  const show = (args: readonly string[]) => eventsource(['streams', 'show', '--endpoint', dynalite.endpoint, ...args]);
  const linesOf = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('shows commits, and in them events with version, name, time, payload and metadata', async () => {
    const { stdout, stderr, code } = await show(['cart:c-1', '--table', 'carts', '--to', '2']);
    expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
    const time = '\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z';
    expect(stdout).to.match(
      new RegExp(
        [
          '^commit [0-9a-f-]{36}, \\d+ bytes',
          `1  item-added v2  ${time}`,
          '   {"item":"pen","pieces":2}',
          '   {"user":"joe"}',
          '',
          'commit request-2, \\d+ bytes',
          `2  item-added v2  ${time}`,
          '   {"item":"red \\\\u001b\\[31m ink","pieces":1}\n\n$',
        ].join('\n'),
      ),
    );
  });

  it('prints a line of JSON for each event', async () => {
    const { stdout, stderr } = await show(['c-1', '--aggregate', 'cart', '--table', 'carts', '--json']);
    expect(stderr).to.equal('');
    const [first, second, third] = linesOf(stdout);
    expect(first).to.include({ version: 1, name: 'item-added', schemaVersion: 2, partition: '1' });
    expect(first).to.deep.include({ metadata: { user: 'joe' }, payload: { item: 'pen', pieces: 2 } });
    expect(Date.now() - Date.parse(first.time)).to.be.within(0, 60_000);
    expect(second).to.include({ commitId: 'request-2' });
    expect(third).to.include({ version: 3 });
  });

  it('shows a part of a stream', async () => {
    const versions = async (...range: string[]) =>
      linesOf((await show(['cart:c-1', '--table', 'carts', '--json', ...range])).stdout).map(({ version }) => version);
    expect(await versions('--from', '2')).to.deep.equal([2, 3]);
    expect(await versions('--to', '1')).to.deep.equal([1]);
    expect(await versions('--last', '1')).to.deep.equal([3]);
  });

  it('shows a stream of the Go library', async () => {
    const { stdout } = await show(['order-23', '--table', 'go-orders', '--last', '2', '--json']);
    expect(linesOf(stdout).map(({ version, time }) => [version, time])).to.deep.equal([
      [22, undefined],
      [23, undefined],
    ]);
    const { stdout: text } = await show(['order-3', '--table', 'go-orders']);
    expect(text).to.match(/^item 0, \d+ bytes\n {2}besides \{"revision"/);
    expect(text).to.include('\n2  OrderShipped\n').and.include('"BigID":9007199254740993');
  });

  it('shows what nobody can read, with the reason and its bytes', async () => {
    const { stdout, code } = await show(['broken', '--table', 'carts']);
    expect(code).to.equal(0);
    expect(stdout).to.match(/\n1 {2}unreadable: .*JSON.*\n {3}base64 bm9uc2Vuc2U=\n2 {2}noted\n/);
    expect(stdout).to.match(
      /\n {2}not a commit:.*"x" is not of this format\.\n {2}besides \{"x":\{"S":"of no format"\}\}\n3 /,
    );
    const lines = linesOf((await show(['broken', '--table', 'carts', '--json'])).stdout);
    expect(lines[0]).to.include({ version: 1, bytes: 'bm9uc2Vuc2U=' });
    expect(lines[2]).to.deep.include({ partition: '3', others: { x: { S: 'of no format' } } });
    expect(lines[2]).to.have.property('problem');
    expect(lines[3]).to.include({ version: 3, name: 'noted' });
  });

  it('says so where there is no such stream, on a terminal too', async () => {
    const told = 'Table "carts" holds nothing of stream "nobody"';
    const { stdout, stderr, code } = await show(['nobody', '--table', 'carts']);
    expect({ stdout, code }).to.deep.equal({ stdout: '', code: 1 });
    expect(stderr).to.match(new RegExp(`^error: ${told}.*\n$`));
    const args = ['streams', 'show', 'nobody', '--table', 'carts', '--endpoint', dynalite.endpoint];
    const terminal = await eventsourceOnTerminal(args, { env: { PAGER: 'cat' } });
    expect(terminal.code).to.equal(1);
    expect(terminal.stdout).to.include(told);
    const beyond = await show(['cart:c-1', '--from', '9', '--table', 'carts']);
    expect(beyond.stderr).to.include('from version 9 on');
  });

  it('is colourful on a terminal, and plain elsewhere', async () => {
    const args = ['streams', 'show', 'cart:c-1', '--table', 'carts', '--endpoint', dynalite.endpoint];
    const { stdout } = await eventsourceOnTerminal(args, { env: { PAGER: 'cat' } });
    expect(stdout).to.include('\u001b[36mitem-added v2\u001b[39m');
    expect((await eventsource(args)).stdout).to.not.include('\u001b');
  });

  for (const args of [
    ['cart:c-1', '--from', '0'],
    ['cart:c-1', '--from', '1', '--last', '1'],
    ['cart:c-1', '--last', 'x'],
    ['cart:c-1', '--tenant', 'acme'],
    [],
  ]) {
    it(`is used wrongly as: show ${args.join(' ')}`, async () => {
      expect((await show([...args, '--table', 'carts'])).code).to.equal(2);
    });
  }
});
