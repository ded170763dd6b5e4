import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveredCommit } from '@eventsource/core';
import { type ReplaySource, replay } from '@eventsource/lambda/replay';
import { expect } from 'chai';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { commitsOf } from '../../core/delivery/streams.js';
import { range } from '../../dynamodb/commits.js';
import { rejection } from '../../dynamodb/rejection.js';
import { garbageCollector } from '../../dynamodb/verify/garbage-collector.js';
import { archiveOf, shuffled, writeTo } from './files.js';

const MB = 1024 * 1024;

describe('What a replay sorts', function () {
  this.timeout(60_000);
  let root: string;
  let directory: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'sorting-'));
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(root, 'temporary-'));
  });
  after(() => rm(root, { recursive: true }));

  /** Files of one name that hold these commits. */
  const sourceOf = (
    commits: () => Iterable<DeliveredCommit> | AsyncIterable<DeliveredCommit>,
    name = 'file',
  ): ReplaySource => ({
    files: async () => [
      {
        name,
        size: 1,
        commits: async function* () {
          yield* commits();
        },
      },
    ],
  });
  /** Names and sizes of the temporary files that there are, which may be removed meanwhile. */
  const temporary = (): ReadonlyMap<string, number> => {
    const sizes = new Map<string, number>();
    try {
      for (const folder of readdirSync(directory)) {
        for (const name of readdirSync(join(directory, folder))) {
          sizes.set(name, statSync(join(directory, folder, name)).size);
        }
      }
    } catch {}
    return sizes;
  };

  it('is handed on in batches of 1,000 commits, or of a megabyte of records', async () => {
    for (const [size, most, least] of [
      [10, 1000, 1000],
      [100_000, 11, 11],
      [3 * MB, 1, 1],
    ] as const) {
      const count = 2 * most;
      const batches: number[] = [];
      let delivered = 0;
      await replay({
        from: sourceOf(() => range(1, count).map((number) => large(`s:${number}`, size))),
        consumers: [new NoteTaker()],
        directory,
        onProgress: (progress) => {
          if (progress.delivered > delivered) batches.push(progress.delivered - delivered);
          ({ delivered } = progress);
        },
      });
      expect(batches, `of ${size} bytes`).to.deep.equal([least, least]);
    }
  });

  it('takes the memory that it may, and some blocks, however large the commits are', async () => {
    const collect = garbageCollector();
    const held = async () => {
      // What was collected is given back by another thread.
      for (const pause of [0, 1]) {
        collect();
        await sleep(pause);
      }
      return process.memoryUsage().arrayBuffers;
    };
    const notes = new NoteTaker();
    // To collect the garbage is slow: once for all that is given at once, and not for each stream.
    notes.streamsAtOnce = Number.POSITIVE_INFINITY;
    const before = await held();
    let most = 0;
    const look = async () => {
      most = Math.max(most, (await held()) - before);
    };
    notes.take = async (commits) => {
      await look();
      const moves = commits.map(({ stream, first }) => ({ consumer: 'notes', stream, from: first - 1, to: first }));
      for (const move of moves) await notes.checkpoints.move(move, async () => {});
      return [];
    };
    let read = 0;
    async function* commits() {
      for (const number of range(1, 400)) {
        yield large(`s:${(number * 7) % 401}`, 200_000);
        if (++read % 20 === 0) await look();
      }
    }
    await replay({ from: sourceOf(commits), consumers: [notes], directory, memory: 8 * MB });
    // 80 MB in all, of which 8 are held, and of 10 files a block each.
    expect(most / MB).to.be.within(7, 40);
  });

  it('takes no more of the disk than the events do, though places in files have long names', async () => {
    const name = `s3://archive/${'2026-11-24-04/'.repeat(20)}events.gz`;
    const size = 200;
    let most = 0;
    const notes = new NoteTaker();
    notes.before = () => {
      most ||= [...temporary().values()].reduce((sum, bytes) => sum + bytes, 0);
    };
    const located = range(1, 5000).map((number) => ({
      ...large(`order:${number}`, size),
      location: `${name}, line ${number}`,
    }));
    const from = sourceOf(() => shuffled(located), name);
    await replay({ from, consumers: [notes], directory, memory: 100_000 });
    expect(most / 5000).to.be.within(size, size + 80);
  });

  it('keeps the places of events for errors', async () => {
    const [one] = commitsOf('order:1', [1]);
    const places = ['file, line 1', 'elsewhere, line 7', 'nowhere', undefined];
    for (const first of places) {
      for (const second of places) {
        const two = [first, second].map((location, index) => ({
          ...(one ?? large('order:1', 1)),
          records: [Buffer.from(String(index))],
          ...(location !== undefined && { location }),
        }));
        const options = { consumers: [new NoteTaker()], directory, memory: 1 };
        const error = await rejection(replay({ from: sourceOf(() => two), ...options }));
        expect(error)
          .to.have.property('places')
          .with.members([first ?? '?', second ?? '?']);
      }
    }
  });

  it('lies in files that are removed as soon as they are read', async () => {
    const seen: number[] = [];
    const notes = new NoteTaker();
    notes.before = () => void seen.push(temporary().size);
    const ordered = range(1000, 3999).map((number) => large(`order:${number}`, 100));
    await replay({ from: sourceOf(() => ordered), consumers: [notes], directory, memory: 50_000 });
    // Of 30 files in order, those behind the first batch.
    expect(seen[0]).to.be.within(15, 22);
    expect(seen.at(-1)).to.be.lessThan(5);
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it('is sorted no further when it is ended, also while files are merged', async () => {
    const controller = new AbortController();
    const [watched, merged] = ['0', '64'];
    let [whole, part] = [0, 0];
    let watching = true;
    const watch = () => {
      const sizes = temporary();
      part = Math.max(part, sizes.get(merged) ?? 0);
      if (sizes.has(merged)) controller.abort('enough');
      whole = Math.max(whole, 64 * (sizes.get(watched) ?? 0));
      if (watching) setImmediate(watch);
    };
    watch();
    const commits = () => range(1, 66_000).map((number) => large(`s:${(number * 7919) % 65_537}`, 600));
    const options = { consumers: [new NoteTaker()], directory, memory: 1000 * 1000, signal: controller.signal };
    expect(await rejection(replay({ from: sourceOf(commits), ...options }))).to.equal('enough');
    watching = false;
    expect(whole).to.be.greaterThan(20 * MB);
    expect(part).to.be.lessThan(whole / 2);
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it('is removed when the process ends in between', async () => {
    const archive = join(root, 'archive');
    const commits = range(1, 50).flatMap((number) => commitsOf(`order:${number}`, [1, 1, 1, 1]));
    await writeTo(archive, archiveOf(commits));
    const script = new URL('./exiting.js', import.meta.url).pathname;
    const [code] = await once(spawn(process.execPath, [script, archive, directory]), 'close');
    expect(code).to.equal(130);
    expect(await readdir(directory)).to.deep.equal([]);
  });
});

const large = (stream: string, size: number): DeliveredCommit => ({
  stream,
  first: 1,
  records: [Buffer.alloc(size, 'x')],
});
