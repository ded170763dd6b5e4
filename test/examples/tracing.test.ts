import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';

const execute = promisify(execFile);

const NAMES = [
  'dispatch account',
  'load account',
  'load account',
  'decide account.withdraw',
  'decide account.deposit',
  'append account',
];

/** What an image shows of a span: its name, and from where to where its bar goes. */
interface Bar {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

describe('the example of tracing', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tracing-'));
  });

  after(() => rm(folder, { recursive: true }));

  it('prints the spans of a transfer, from its dispatch to both writes', async () => {
    const lines = await run();

    expect(lines.map((line) => line.slice(0, 28).trim())).to.deep.equal(NAMES);
    expect(lines.at(-1)).to.include('account:alice @ 3, account:bob @ 2 · 2 events');
  });

  it('draws them, each step inside the dispatch', async () => {
    const path = join(folder, 'transfer.svg');
    await run('--picture', path);

    const [dispatch, ...steps] = bars(await readFile(path, 'utf8'));

    expect([dispatch, ...steps].map((bar) => bar?.name)).to.deep.equal(NAMES);
    for (const { name, from, to } of steps) {
      expect(from, name).to.be.at.least(dispatch?.from ?? Infinity);
      expect(to, name).to.be.at.most((dispatch?.to ?? 0) + 2);
    }
  });

  it('has drawn the picture that the guide shows', async () => {
    const picture = await readFile('docs/pictures/traced-command.svg', 'utf8');

    expect(bars(picture).map(({ name }) => name)).to.deep.equal(NAMES);
    expect(picture).to.include('account:alice @ 3, account:bob @ 2 · 2 events · 1 request · 4 write units');
    expect(await readFile('docs/guides/observability.md', 'utf8')).to.include('(../pictures/traced-command.svg)');
  });

  it('says what it can be told', async () => {
    expect((await run('--help'))[0]).to.match(/^Traces a transfer/);
  });
});

async function run(...args: readonly string[]): Promise<string[]> {
  const { stdout } = await execute('node', ['build/examples/tracing/main.js', ...args]);
  return stdout.trimEnd().split('\n');
}

function bars(svg: string): Bar[] {
  const found = svg.matchAll(/font-size="13"[^>]*>([^<]*)<\/text>\n<rect x="([\d.]+)"[^>]* width="([\d.]+)"/g);
  return [...found].map(([, name = '', x, width]) => ({ name, from: Number(x), to: Number(x) + Number(width) }));
}
