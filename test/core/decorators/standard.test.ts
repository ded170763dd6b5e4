import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { isEventSourceError } from '@eventsource/core';
import { expect } from 'chai';
import { decorated } from './door.js';

const SOURCE = 'test/core/decorators/door.ts';
const OPTIONS = ['--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', '--ignoreConfig'];

describe('A decorator that was compiled as one of the ECMAScript standard', () => {
  let directory: string;
  let complaints: string;
  let standard: typeof decorated;

  before(async () => {
    // Inside of the repository, where Node finds its packages.
    directory = mkdtempSync('build/standard-decorators-');
    const tsc = ['node_modules/typescript/bin/tsc', ...OPTIONS, '--outDir', directory, SOURCE];
    complaints = spawnSync(process.execPath, tsc, { encoding: 'utf8' }).stdout;
    standard = (await import(pathToFileURL(`${directory}/door.js`).href)).decorated;
  });

  after(() => rmSync(directory, { recursive: true }));

  for (const name of Object.keys(decorated)) {
    it(`is refused with what to set: @${name}`, () => {
      try {
        standard[name]?.();
      } catch (error) {
        if (!isEventSourceError(error, 'StandardDecoratorsError')) throw error;
        expect(error.decorator).to.equal(name);
        expect(error.target).to.match(/^(Open|Close|Opened|Door|Openings|open|opened)$/);
        expect(error.message).to.include('Set "experimentalDecorators": true in the tsconfig.json');
        return;
      }
      expect.fail('It was not refused.');
    });

    it(`is not refused when it is compiled as it should be: @${name}`, () => {
      expect(decorated[name]?.()).to.be.a('function');
    });
  }

  it('does not even pass the type checks', () => {
    const refused = complaints.match(/error TS\d+: Unable to resolve signature of \w+ decorator/g) ?? [];
    expect(refused, complaints).to.have.length(Object.keys(decorated).length);
  });
});
