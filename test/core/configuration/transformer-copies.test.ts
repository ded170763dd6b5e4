import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';

/** What a bundler does that takes the `module` build for one import and the `main` build for the other. */
const secondStorage = `
import { createRequire } from 'node:module';
const require = createRequire('${import.meta.url}');
const { MetadataStorage } = require('class-transformer/cjs/MetadataStorage.js');
export const defaultMetadataStorage = new MetadataStorage();`;

const resolveHook = `
export const resolve = (specifier, context, next) =>
  specifier === 'class-transformer/cjs/storage.js'
    ? { url: ${JSON.stringify(`data:text/javascript,${encodeURIComponent(secondStorage)}`)}, shortCircuit: true }
    : next(specifier, context);`;

const dataUrl = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
const registration = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(resolveHook))});`;

const program = `
import { install, MemoryStore } from '@eventsource/core';
import { container } from 'tsyringe';
try {
  install(container.createChildContainer(), { store: new MemoryStore() });
} catch ({ mistakes }) {
  for (const { code, where } of mistakes) console.log(code + ': ' + where);
}`;

async function run(...flags: readonly string[]): Promise<string> {
  const args = [...flags, '--input-type=module', '--eval', program];
  return (await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname })).stdout.trim();
}

describe('Two copies of class-transformer, of which decorators write to one and the core reads the other', () => {
  it('are refused, since @Type and @Transform would be ignored', async () => {
    expect(await run()).to.equal('');
    expect(await run('--import', dataUrl(registration))).to.equal('class-transformer-copies: class-transformer');
  });
});
