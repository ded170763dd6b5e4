import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventsource } from '../eventsource.js';
import { attempted } from './printed.js';

describe('A template', () => {
  let cwd: string;

  before(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'templates-'));
  });

  after(() => rm(cwd, { recursive: true }));

  it('is printed as it is, by a process with no region, no network and no credentials', async () => {
    const { stdout, stderr, code } = await eventsource(['terraform', '--name', 'orders']);
    expect({ stderr, code }).to.deep.equal({ stderr: '', code: 0 });
    expect(stdout).to.equal(await readFile('test/fixtures/terraform/orders.tf', 'utf8'));
  });

  it('is one JSON document with --json', async () => {
    const { stdout } = await eventsource(['terraform', '--name', 'orders', '--json']);
    expect(JSON.parse(stdout)).to.deep.equal({ module: await readFile('test/fixtures/terraform/orders.tf', 'utf8') });
  });

  it('goes to a file, and nothing but its name to stdout', async () => {
    const run = await eventsource(['cloudformation', '--name', 'orders', '--output', 'new.yaml'], { cwd });
    expect(run).to.deep.equal({ stdout: 'new.yaml is written.\n', stderr: '', code: 0 });
    const golden = await readFile('test/fixtures/cloudformation/orders.yaml', 'utf8');
    expect(await readFile(join(cwd, 'new.yaml'), 'utf8')).to.equal(golden);
  });

  it('leaves a file alone that is there already, until it is told to replace it', async () => {
    const file = join(cwd, 'mine.tf');
    await writeFile(file, 'mine');
    const refused = await eventsource(['terraform', '--name', 'orders', '--output', 'mine.tf'], { cwd });
    expect(refused).to.deep.equal({
      stdout: '',
      stderr:
        'error: File "mine.tf" already exists and stays as it is: name another file, or replace it with --force.\n',
      code: 2,
    });
    expect(await readFile(file, 'utf8')).to.equal('mine');

    expect(await eventsource(['terraform', '--name', 'orders', '--output', 'mine.tf', '--force'], { cwd })).to.include({
      code: 0,
    });
    expect(await readFile(file, 'utf8')).to.equal(await readFile('test/fixtures/terraform/orders.tf', 'utf8'));
  });

  for (const command of ['terraform', 'cloudformation']) {
    describe(`of ${command}`, () => {
      const complaint = async (...options: string[]) => {
        const { stdout, stderr, code } = await attempted(command, ...options);
        expect({ stdout, code }).to.deep.equal({ stdout: '', code: 2 });
        return stderr;
      };

      // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's, not ours.
      for (const name of ['or${var.tags}', 'a"b\nc', 'or ders', 'no', 'x'.repeat(256), '- orders', 'ördern']) {
        it(`refuses the name ${JSON.stringify(name.slice(0, 20))}, which no table can have`, async () => {
          expect(await complaint('--name', name)).to.contain('cannot be the name of a table');
          expect(await complaint('--name', 'orders', '--singleton', name)).to.contain('cannot be the name of a table');
        });
      }

      it('refuses one table for both', async () => {
        expect(await complaint('--name', 'orders', '--singleton', 'orders')).to.contain('tables of their own');
      });

      it('refuses half of a consumer, and one without a stream to take', async () => {
        const named = ['--name', 'orders', '--consumer', 'feed'];
        expect(await complaint(...named)).to.contain('--consumer and --consumer-role belong together');
        expect(await complaint(...named, '--consumer-role', 'feed', '--no-stream')).to.contain('leave out --no-stream');
      });

      it('refuses half of a capacity', async () => {
        expect(await complaint('--name', 'orders', '--rcap', '5')).to.contain('--rcap and --wcap belong together');
        expect(await complaint('--name', 'orders', '--wcap', '5')).to.contain('--rcap and --wcap belong together');
      });

      it('refuses what is no stream view and no tag', async () => {
        expect(await complaint('--name', 'orders', '--stream', 'ALL')).to.contain('new-image');
        expect(await complaint('--name', 'orders', '--tags', 'team')).to.contain('name=value');
        expect(await complaint('--name', 'orders', '--tags', '=sales')).to.contain('name=value');
      });
    });
  }
});
