import type { LoadOptions } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { bytes, commitTo, fill, pagesOf, range, snapshotAt, text, versionsOf } from './commits.js';
import { itemAt, plainClient, putItems } from './raw-items.js';
import { notebook } from './requests.js';

describe('A load from DynamoDB', () => {
  let server: Dynalite;
  let store: DynamoDbStore;
  let client: ReturnType<typeof plainClient>;

  before(async () => {
    server = await startDynalite();
    const options = { table: 'events', endpoint: server.endpoint };
    await createTable(options);
    store = new DynamoDbStore(options);
    client = plainClient(server.endpoint);
  });

  after(async () => {
    store.close();
    client.destroy();
    await server.stop();
  });

  /** Loads all of it, and tells the snapshot, the versions of the commits and the requests. */
  async function loaded(stream: string, options: LoadOptions) {
    const { lines, onRequest } = notebook();
    const history = await store.load(stream, { ...options, onRequest });
    const versions = await versionsOf(history);
    return { snapshot: history.snapshot?.version, versions, requests: lines };
  }

  it('finds nothing in one request where there is no stream', async () => {
    const nothing = { snapshot: undefined, versions: [] };
    for (const options of [{}, { after: 3 }, { upTo: 3 }, { snapshots: { fingerprint: 'v1', every: 20 } }]) {
      expect(await loaded('none', options)).to.deep.include(nothing);
    }
    expect((await loaded('none', {})).requests).to.deep.equal(['Query 0/0']);
    expect(await store.read('none', 1)).to.equal(undefined);
  });

  it('reads one commit at its first version only', async () => {
    await store.append(commitTo('read', 0, { records: [bytes('a'), bytes('b')] }));
    const { lines, onRequest } = notebook();
    expect((await store.read('read', 1, { onRequest }))?.records.map(text)).to.deep.equal(['a', 'b']);
    expect(await store.read('read', 2, { onRequest })).to.equal(undefined);
    expect(lines).to.deep.equal(['GetItem 1/0', 'GetItem 1/0']);
  });

  it('sees what was just appended', async () => {
    for (const after of range(0, 20)) {
      await store.append(commitTo('fresh', after));
      expect(await versionsOf(await store.load('fresh', { after }))).to.deep.equal([after + 1]);
    }
  });

  it('takes only commits that begin after one version and not after another', async () => {
    await fill(store, 'window', 9);
    await store.append(commitTo('window', 9, { records: [bytes('10'), bytes('11'), bytes('12')] }));
    await store.append(commitTo('window', 12));
    expect((await loaded('window', { after: 8 })).versions).to.deep.equal([9, 10, 13]);
    expect((await loaded('window', { after: 10 })).versions).to.deep.equal([13]);
    expect((await loaded('window', { after: 13 })).versions).to.deep.equal([]);
    expect((await loaded('window', { upTo: 11 })).versions).to.deep.equal(range(1, 10));
    expect((await loaded('window', { after: 2, upTo: 5 })).versions).to.deep.equal([3, 4, 5]);
    expect((await loaded('window', { after: 5, upTo: 5 })).versions).to.deep.equal([]);
    expect((await loaded('window', { upTo: 0 })).versions).to.deep.equal([]);
  });

  describe('of 5,000 events', () => {
    const firsts = range(0, 499).map((commit) => commit * 10 + 1);

    before(() => {
      const items = firsts.map((first) => {
        const others = range(first + 1, first + 9).map((version) => [`_${version}`, { B: new Uint8Array(400) }]);
        return itemAt('long', first, 400, Object.fromEntries(others));
      });
      return putItems(client, 'events', items);
    });

    it('reads every page, oldest first', async () => {
      const { lines, onRequest } = notebook();
      const pages = await pagesOf(await store.load('long', { onRequest }));
      const commits = pages.flat();
      expect(commits.map(({ first }) => first)).to.deep.equal(firsts);
      expect(commits.reduce((count, { records }) => count + records.length, 0)).to.equal(5000);
      expect(pages).to.have.length(2);
      expect(lines).to.have.length(2);
    });

    it('reads a page only when it is asked for', async () => {
      const { lines, onRequest } = notebook();
      const { pages } = await store.load('long', { onRequest });
      expect(lines).to.have.length(1);
      for await (const page of pages) {
        expect(page[0]?.first).to.equal(1);
        break;
      }
      expect(lines).to.have.length(1);
    });

    it('reads every page also when it looked for a snapshot first, and none twice', async () => {
      const { versions, requests } = await loaded('long', { snapshots: { fingerprint: 'v1', every: 10 } });
      expect(versions).to.deep.equal(firsts);
      expect(requests, '10 + 20 + 40 items backwards, then 430 forwards').to.have.length(3 + 2);
      const units = requests.reduce((sum, line) => sum + Number(/ ([\d.]+)\//.exec(line)?.[1]), 0);
      const bytesStored = 500 * (10 * 405 + 40);
      expect(units).to.be.lessThan(bytesStored / 4096 + requests.length);
    });
  });

  describe('with snapshots', () => {
    const snapshots = { fingerprint: 'v1', every: 20 };
    const snapshotted = (stream: string, version: number, every: number, fingerprint: string) => {
      const snapshot = { s: { B: snapshotAt(version).data }, sv: { S: fingerprint } };
      return itemAt(stream, version, 10, version % every === 0 ? snapshot : {});
    };

    it('is one request at every length of the stream', async () => {
      await putItems(
        client,
        'events',
        range(1, 65).map((version) => snapshotted('snapshots', version, 20, 'v1')),
      );
      const { lines, onRequest } = notebook();
      for (const upTo of range(1, 65)) {
        const history = await store.load('snapshots', { snapshots, upTo, onRequest });
        const at = Math.floor(upTo / 20) * 20;
        expect(history.snapshot, `at ${upTo}`).to.deep.equal(at === 0 ? undefined : snapshotAt(at));
        expect(await versionsOf(history), `at ${upTo}`).to.deep.equal(range(at + 1, upTo));
      }
      expect(lines).to.deep.equal(Array(65).fill('Query 1/0'));
    });

    it('takes at most two read units with records of 220 bytes and snapshots of 1 KB', async () => {
      const items = range(1, 59).map((version) => {
        const snapshot = { s: { B: new Uint8Array(1024) }, sv: { S: 'v1' } };
        return itemAt('contract', version, 220, version % 20 === 0 ? snapshot : {});
      });
      await putItems(client, 'events', items);
      const { snapshot, versions, requests } = await loaded('contract', { snapshots });
      expect(snapshot).to.equal(40);
      expect(versions).to.deep.equal(range(41, 59));
      expect(requests).to.deep.equal(['Query 2/0']);
    });

    it('takes a snapshot for the last version of the commit that carries it', async () => {
      const records = [bytes('1'), bytes('2'), bytes('3')];
      await store.append(commitTo('multi', 0, { records, snapshot: snapshotAt(3) }));
      await store.append(commitTo('multi', 3));
      expect(await loaded('multi', { snapshots })).to.deep.include({ snapshot: 3, versions: [4] });
      expect(await loaded('multi', { snapshots, upTo: 3 })).to.deep.include({ snapshot: 3, versions: [] });
      expect(await loaded('multi', { snapshots, upTo: 2 })).to.deep.include({ snapshot: undefined, versions: [1] });
    });

    it('ignores snapshots of another fingerprint, and finds its own a few pages back', async () => {
      await putItems(
        client,
        'events',
        range(1, 30).map((version) => snapshotted('mixed', version, 10, 'old')),
      );
      await putItems(
        client,
        'events',
        range(31, 100).map((version) => snapshotted('mixed', version, 10, 'new')),
      );
      const old = await loaded('mixed', { snapshots: { fingerprint: 'old', every: 10 } });
      expect(old.versions).to.deep.equal(range(1, 100));
      const near = await loaded('mixed', { snapshots: { fingerprint: 'old', every: 20 } });
      expect(near).to.deep.include({ snapshot: 30, versions: range(31, 100) });
      expect(near.requests).to.have.length(3);
    });

    it('reads everything once when there is no snapshot it can use', async () => {
      await putItems(
        client,
        'events',
        range(1, 100).map((version) => snapshotted('useless', version, 10, 'old')),
      );
      const { snapshot, versions, requests } = await loaded('useless', {
        snapshots: { fingerprint: 'new', every: 10 },
      });
      expect({ snapshot, versions }).to.deep.equal({ snapshot: undefined, versions: range(1, 100) });
      expect(requests, '10 + 20 + 40 backwards, then 30 forwards').to.have.length(4);
    });

    it('asks no more once it has seen version 1', async () => {
      await putItems(
        client,
        'events',
        range(1, 20).map((version) => itemAt('exact', version)),
      );
      expect((await loaded('exact', { snapshots })).requests).to.deep.equal(['Query 1/0']);
    });

    it('starts from the snapshot that is nearest, also beyond a page of 1 MB', async () => {
      const heavy = range(1, 12).map((version) => {
        const snapshot = { s: { B: bytes(`state-${version}`) }, sv: { S: 'v1' } };
        return itemAt('heavy', version, 300_000, version === 6 ? snapshot : {});
      });
      await putItems(client, 'events', heavy.slice(0, 6));
      await putItems(client, 'events', heavy.slice(6));
      const { snapshot, versions, requests } = await loaded('heavy', { snapshots });
      expect({ snapshot, versions }).to.deep.equal({ snapshot: 6, versions: range(7, 12) });
      expect(requests).to.have.length(2);
    });
  });
});
