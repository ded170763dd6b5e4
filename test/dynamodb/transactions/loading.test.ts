import { MalformedStreamError, type StoredCommit } from '@eventsource/core';
import { createTable, DynamoDbStore, IncompleteCommitError } from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { bytes, commitTo, fill, pagesOf, range, versionsOf } from '../commits.js';
import { itemAt, plainClient, putItems, type RawItem } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { notebook } from '../requests.js';
import { partOf, partsOf, type Whole } from './parts.js';

const snapshots = { fingerprint: 'v1', every: 10 };

describe('A commit of several items', () => {
  let server: Dynalite;
  let store: DynamoDbStore;
  let client: ReturnType<typeof plainClient>;
  let streams = 0;
  const { random } = Math;

  before(async () => {
    Math.random = () => 0;
    server = await startDynalite();
    await createTable({ table: 'events', endpoint: server.endpoint });
    store = new DynamoDbStore({ table: 'events', endpoint: server.endpoint });
    client = plainClient(server.endpoint);
  });

  after(async () => {
    Math.random = random;
    store.close();
    client.destroy();
    await server.stop();
  });

  const put = (...items: readonly RawItem[]) => putItems(client, 'events', items);
  const commitsIn = async (...args: Parameters<DynamoDbStore['load']>) =>
    (await pagesOf(await store.load(...args))).flat();
  const nextStream = () => `parts-${streams++}`;

  /** The commit as a load must give it. */
  function expectWhole(commit: StoredCommit | undefined, { first, last, size = 10 }: Whole) {
    expect(commit?.first).to.equal(first);
    expect(commit?.id).to.deep.equal(bytes(`id-${first}`));
    expect(commit?.records).to.deep.equal(range(first, last).map((version) => new Uint8Array(size).fill(version)));
  }

  describe('of 1.9 MB between two others, on several pages', () => {
    const whole: Whole = { stream: 'large', first: 3, last: 12, size: 190_000 };

    before(async () => {
      await fill(store, 'large', 2);
      for (const part of partsOf(whole, 2)) await put(part);
      await store.append(commitTo('large', 12));
      await store.append(commitTo('large', 13));
    });

    it('is one commit, whichever way it is loaded', async () => {
      for (const options of [
        {},
        { snapshots },
        { snapshots: { ...snapshots, every: 1 } },
        { after: 1 },
        { after: 2 },
      ]) {
        const commits = await commitsIn('large', options);
        expect(commits.map(({ first }) => first)).to.deep.equal(
          [1, 2, 3, 13, 14].filter((first) => first > (options.after ?? 0)),
        );
        expectWhole(
          commits.find(({ first }) => first === 3),
          whole,
        );
      }
    });

    it('is loaded whole up to any version within it', async () => {
      for (const upTo of range(3, 12)) {
        for (const options of [{ upTo }, { upTo, snapshots }, { upTo, snapshots: { ...snapshots, every: 2 } }]) {
          const commits = await commitsIn('large', options);
          expect(
            commits.map(({ first }) => first),
            JSON.stringify(options),
          ).to.deep.equal([1, 2, 3]);
          expectWhole(commits[2], whole);
        }
      }
      expect((await commitsIn('large', { upTo: 2 })).map(({ first }) => first)).to.deep.equal([1, 2]);
    });

    it('is left out after any version within it', async () => {
      for (const after of range(3, 12)) {
        expect((await commitsIn('large', { after })).map(({ first }) => first)).to.deep.equal([13, 14]);
        expect(await commitsIn('large', { after, upTo: 12 })).to.deep.equal([]);
      }
    });

    it('is read at its first version, and nothing is at the others', async () => {
      expectWhole(await store.read('large', 3), whole);
      for (const version of range(4, 12))
        expect(await store.read('large', version), `at ${version}`).to.equal(undefined);
    });

    it('costs no item twice', async () => {
      const { lines, onRequest } = notebook();
      await versionsOf(await store.load('large', { onRequest }));
      const units = lines.reduce((sum, line) => sum + Number(/ ([\d.]+)\//.exec(line)?.[1]), 0);
      expect(units).to.be.lessThan(1_900_000 / 4096 + 2 * lines.length);
    });
  });

  it('is put together where the search for a snapshot ends, and further back', async () => {
    const stream = nextStream();
    await fill(store, stream, 1);
    const [first, second] = [
      { stream, first: 2, last: 30 },
      { stream, first: 31, last: 90 },
    ];
    await put(...partsOf(first, 2), ...partsOf(second, 3));
    for (const every of range(1, 20)) {
      const commits = await commitsIn(stream, { snapshots: { ...snapshots, every } });
      expect(
        commits.map((commit) => commit.first),
        `every ${every}`,
      ).to.deep.equal([1, 2, 31]);
      expectWhole(commits[1], first);
      expectWhole(commits[2], second);
    }
  });

  it('carries a snapshot on its last item, and its own records are not read for it', async () => {
    const stream = nextStream();
    const whole = { stream, first: 1, last: 4, size: 150_000 };
    const snapshot = { s: { B: bytes('state') }, sv: { S: 'v1' } };
    await put(partOf(whole, 1, 2));
    await put(partOf(whole, 3, 4, snapshot));
    await store.append(commitTo(stream, 4));

    const { lines, onRequest } = notebook();
    const history = await store.load(stream, { snapshots: { ...snapshots, every: 2 }, onRequest });

    expect(history.snapshot).to.deep.equal({ version: 4, fingerprint: 'v1', data: bytes('state') });
    expect(await versionsOf(history)).to.deep.equal([5]);
    expect(lines).to.have.length(1);
    const earlier = await store.load(stream, { snapshots, upTo: 3 });
    expect(earlier.snapshot).to.equal(undefined);
    expectWhole((await pagesOf(earlier)).flat()[0], whole);
  });

  it('is waited for when some of it cannot be seen yet', async () => {
    for (const hidden of [0, 1, 2, 3]) {
      const whole = { stream: nextStream(), first: 1, last: 8 };
      const parts = partsOf(whole, 2);
      await put(...parts.filter((_, index) => index !== hidden));
      const loads = [
        commitsIn(whole.stream),
        commitsIn(whole.stream, { snapshots }),
        commitsIn(whole.stream, { upTo: 3 }),
      ];
      setTimeout(() => put(...parts.slice(hidden, hidden + 1)), 40);

      for (const [commit, ...others] of await Promise.all(loads)) {
        expectWhole(commit, whole);
        expect(others).to.deep.equal([]);
      }
    }
  });

  it('is an error of its own when a part stays away', async () => {
    for (const [hidden, missing] of [
      [0, 1],
      [1, 3],
      [3, 7],
    ]) {
      const whole = { stream: nextStream(), first: 1, last: 8 };
      await put(...partsOf(whole, 2).filter((_, index) => index !== hidden));
      for (const options of [{}, { snapshots }]) {
        const { lines, onRequest } = notebook();
        const error = await rejection(commitsIn(whole.stream, { ...options, onRequest }));
        expect(error).to.be.instanceOf(IncompleteCommitError);
        expect(error).to.include({ ...whole, missing });
        expect(lines, 'tried again, and not for ever').to.have.length(10);
      }
    }
  });

  it('is not waited for when the caller gives up', async () => {
    const whole = { stream: nextStream(), first: 1, last: 8 };
    await put(partOf(whole, 1, 2));
    const controller = new AbortController();
    const reason = new Error('the caller gave up');
    const read = store.read(whole.stream, 1, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 100);
    expect(await rejection(read)).to.equal(reason);
  });

  const whole = { first: 1, last: 4 };
  const malformed: [what: string, items: (stream: string) => RawItem[], problem: RegExp][] = [
    [
      'another commit lies inside it',
      (stream) => [partOf({ stream, ...whole }, 1, 2), itemAt(stream, 3), itemAt(stream, 4)],
      /at version 3: it lies inside the commit of the versions 1 to 4/,
    ],
    [
      'a part of another commit lies inside it',
      (stream) => [partOf({ stream, ...whole }, 1, 2), partOf({ stream, first: 3, last: 4 }, 3, 4)],
      /at version 3: it lies inside the commit of the versions 1 to 4/,
    ],
    [
      'two of its items carry one version',
      (stream) => [partOf({ stream, ...whole }, 1, 3), partOf({ stream, ...whole }, 3, 4)],
      /at version 3: two items carry it/,
    ],
    [
      'its items have different ids',
      (stream) => [partOf({ stream, ...whole }, 1, 2), partOf({ stream, ...whole }, 3, 4, { c: { B: bytes('x') } })],
      /at version 3: its commit has another id than the part at version 1/,
    ],
    [
      'an item holds more than the commit',
      (stream) => [partOf({ stream, ...whole }, 1, 5)],
      /partition 1, it holds records outside its commit, which it says is of versions 1 to 4/,
    ],
    [
      'an item has no last version',
      (stream) => [{ ...partOf({ stream, ...whole }, 1, 4), l: { S: 'four' } }],
      /partition 1, attribute "l" is not a version/,
    ],
    [
      'an item has no first version',
      (stream) => [{ ...partOf({ stream, ...whole }, 1, 4), f: { N: '1.5' } }],
      /partition 1, attribute "f" is not a version/,
    ],
    [
      'an item in its middle carries a snapshot',
      (stream) => [partOf({ stream, ...whole }, 1, 2, { s: { B: bytes('x') }, sv: { S: 'v1' } })],
      /partition 1, it carries a snapshot, though its commit goes on/,
    ],
  ];

  for (const [what, items, problem] of malformed) {
    it(`is a malformed stream when ${what}`, async () => {
      const stream = nextStream();
      await put(...items(stream));
      for (const options of [{}, { snapshots }, { upTo: 3 }]) {
        const error = await rejection(commitsIn(stream, options));
        expect(error).to.be.instanceOf(MalformedStreamError);
        expect(error).to.have.property('message').that.matches(problem);
      }
    });
  }
});
