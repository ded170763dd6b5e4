import { expect } from 'chai';
import { Project } from './project.js';

describe('a project that installs the published packages', () => {
  let project: Project;

  before(async () => {
    project = await Project.create();
  });

  after(() => project?.remove());

  it('runs when tsc compiled it', async () => {
    await project.run('node', 'node_modules/typescript/bin/tsc', '-p', '.');
    expect(await project.run('node', 'dist/main.js')).to.equal('Order o-1 [version 1]\n');
  });

  it('runs when tsx compiles it on the way', async () => {
    expect(await project.run('node_modules/.bin/tsx', 'src/main.ts')).to.equal('Order o-1 [version 1]\n');
  });

  it('runs as a minified bundle of esbuild, with nothing beside it', async () => {
    await project.run(
      'node_modules/.bin/esbuild',
      'src/main.ts',
      '--bundle',
      '--minify',
      '--platform=node',
      '--outfile=out/main.cjs',
    );
    expect(await project.run('node', 'out/main.cjs')).to.equal('Order o-1 [version 1]\n');
  });
});
