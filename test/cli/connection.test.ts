import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTable } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { startProxy } from '../dynamodb/scripted-proxy.js';
import { eventsource } from './eventsource.js';

describe('The connection of the command', function () {
  this.timeout(60_000);
  let dynalite: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;

  before(async () => {
    dynalite = await startDynalite();
    proxy = await startProxy(dynalite.endpoint);
    await createTable({ table: 'orders', endpoint: dynalite.endpoint });
  });

  after(async () => {
    await proxy.stop();
    await dynalite.stop();
  });

  /** Who asked, and where: the access key and the region of the request's signature. */
  async function signature(env: Record<string, string>, ...args: string[]) {
    // The SDK's own variable: for what `--endpoint` names, an emulator, any region would do.
    const addressed = { ...env, AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint };
    const line = ['dynamodb', 'describe', '--name', 'orders', ...args];
    expect(await eventsource(line, { env: addressed })).to.include({ code: 0, stderr: '' });
    const [, key, region] = /Credential=([^/]+)\/\d+\/([^/]+)/.exec(proxy.authorization() ?? '') ?? [];
    return { key, region };
  }

  it('takes the region from --region, else AWS_REGION, else AWS_DEFAULT_REGION', async () => {
    const both = { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' };
    expect(await signature(both, '--region', 'us-west-2')).to.deep.equal({ key: 'cli', region: 'us-west-2' });
    expect(await signature(both)).to.include({ region: 'eu-west-1' });
    expect(await signature({ AWS_DEFAULT_REGION: 'eu-west-2' })).to.include({ region: 'eu-west-2' });
  });

  it('takes credentials from the profile that is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'profiles-'));
    const file = join(folder, 'credentials');
    const profiles = ['first', 'second'].map(
      (name) => `[${name}]\naws_access_key_id = of-${name}\naws_secret_access_key = secret\n`,
    );
    await writeFile(file, profiles.join('\n'));
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SHARED_CREDENTIALS_FILE: file };
    const region = ['--region', 'us-west-2'];
    expect(await signature(env, '--profile', 'second', ...region)).to.include({ key: 'of-second' });
    await rm(folder, { recursive: true });
  });
});
