import { expect } from 'chai';
import { eventsource } from './eventsource.js';

describe('The help of the command', () => {
  it('has a summary, an example, --json and at most 80 columns, for every command', async function () {
    this.timeout(60_000);
    const seen: string[] = [];
    for (const words of await commandsUnder([])) {
      const { stdout, stderr, code } = await eventsource([...words, '--help']);
      const name = ['eventsource', ...words].join(' ');
      expect({ code, stderr }, name).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout, name).to.match(new RegExp(`^Usage: ${name} .*\n\n[A-Z][^\n]*`));
      expect(stdout, name).to.match(new RegExp(`\nExamples?:\n  \\$ ${name} .*\n`));
      expect(stdout.split('\n').filter((line) => line.length > 80)).to.deep.equal([]);
      if (!stdout.includes('\nCommands:\n')) expect(stdout, name).to.include('  --json ');
      seen.push(words.join(' '));
    }
    expect(seen).to.include.members(['', 'dynamodb', 'dynamodb create-table', 'singleton delete-table', 'verify']);
  });

  it('lists each command with the summary that its own help begins with', async () => {
    const { stdout } = await eventsource(['--help'], { env: { COLUMNS: '200' } });
    const [, list = ''] = /\nCommands:\n([\s\S]*?)\n\n/.exec(stdout) ?? [];
    const listed = list.replace(/\n {10,}/g, ' ').matchAll(/^ {2}([a-z][\w-]*) +(.*)$/gm);
    for (const [, name = '', summary = ''] of listed) {
      const help = (await eventsource([name, '--help'])).stdout.replace(/\s+/g, ' ');
      expect(help, name).to.include(`Usage: eventsource ${name} `).and.include(` ${summary} `);
    }
  });

  it('is shown, as an error, for half a command', async () => {
    for (const words of [[], ['dynamodb']]) {
      const { stdout, stderr, code } = await eventsource(words);
      expect({ stdout, code }).to.deep.equal({ stdout: '', code: 2 });
      expect(stderr).to.match(/^Usage: eventsource/);
    }
  });

  it('has a version beside it', async () => {
    expect(await eventsource(['--version'])).to.include({ code: 0, stderr: '' });
    expect((await eventsource(['-V'])).stdout).to.match(/^\d+\.\d+\.\d+\n$/);
  });
});

/** The command itself, and all that its help lists. */
async function commandsUnder(words: readonly string[]): Promise<string[][]> {
  const { stdout } = await eventsource([...words, '--help']);
  const [, list = ''] = /\nCommands:\n([\s\S]*?)\n\n/.exec(stdout) ?? [];
  const names = [...list.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name = '']) => name);
  const below = await Promise.all(names.map((name) => commandsUnder([...words, name])));
  return [[...words], ...below.flat()];
}
