import {
  BulkDelivery,
  type BulkDeliveryOptions,
  ConsumerUnavailableError,
  type DeadLetter,
  type DeliveredCommit,
  DeliveryFailedError,
  type DeliveryWait,
  ProjectionError,
  ThrottledError,
} from '@eventsource/core';
import { expect } from 'chai';
import { NoteTaker } from './note-taker.js';
import { commitsOf, storeOf } from './streams.js';

describe('BulkDelivery', () => {
  const commits = ['a', 'b', 'c'].flatMap((stream) => commitsOf(stream, [1, 2]));
  const texts = (stream: string) => [1, 2, 3].map((version) => `${stream}@${version}`);

  const bulkTo = async (consumers: readonly NoteTaker[], options: BulkDeliveryOptions = {}) =>
    new BulkDelivery(await storeOf(commits), consumers, { pause: async () => {}, ...options });
  const failing = (stream: string, times = Infinity, name = 'failing') => {
    const notes = new NoteTaker(undefined, name);
    let left = times;
    notes.before = (commit: DeliveredCommit) => {
      if (commit.stream === stream && left-- > 0) throw new RangeError('No.');
    };
    return notes;
  };
  const rejected = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('brings every consumer all commits, and says how much they took', async () => {
    const consumers = [new NoteTaker(), new NoteTaker()];
    const bulk = await bulkTo(consumers);
    expect(await bulk.deliver(commits.slice(0, 3))).to.deep.equal({ taken: 8, failed: [], stopped: [] });
    expect(await bulk.deliver(commits)).to.deep.equal({ taken: 10, failed: [], stopped: [] });
    for (const { notes } of consumers) {
      expect([...notes]).to.deep.equal(['a', 'b', 'c'].map((stream) => [stream, texts(stream)]));
    }
  });

  it('tries what fails again, up to five times, and nothing else', async () => {
    const notes = failing('b', 4);
    const pauses: number[] = [];
    const bulk = await bulkTo([notes], { pause: async (milliseconds) => void pauses.push(milliseconds) });
    await bulk.deliver(commits);
    expect(notes.of('b')).to.deep.equal(texts('b'));
    expect(pauses).to.deep.equal([50, 100, 200, 400]);
    expect(notes.given.flat().filter((place) => place.startsWith('a'))).to.have.length(2);
  });

  it('ends with what one consumer could not take; the others have taken it', async () => {
    const [bad, good] = [failing('b'), new NoteTaker()];
    const bulk = await bulkTo([bad, good]);
    const error = await rejected(bulk.deliver(commits));
    expect(error).to.be.instanceOf(DeliveryFailedError).and.include({ consumer: 'failing', stream: 'b', version: 1 });
    expect(error)
      .to.have.property('message')
      .that.matches(/stream "b" from version 1 on: No\.$/);
    expect(good.notes.size).to.equal(3);
    expect([...bad.notes.keys()]).to.deep.equal(['a', 'c']);
  });

  it('tells of a stream once, as long as it goes on', async () => {
    const told: string[] = [];
    const notes = failing('b');
    const onFailure = ({ stream }: DeliveryFailedError) => void told.push(stream);
    const bulk = await bulkTo([notes], { onFailure });
    expect(await bulk.deliver(commits.slice(0, 3))).to.deep.include({ taken: 3, failed: ['b'] });
    const given = notes.given.length;
    expect(await bulk.deliver(commits.slice(3))).to.deep.include({ taken: 3, failed: [] });
    // What cannot be understood may be all there is of the stream in a batch.
    const refused = { stream: 'd', error: new Error('Unreadable.') };
    expect(await bulk.deliver([], [{ ...refused, version: 8 }])).to.deep.include({ failed: ['d'] });
    expect(await bulk.deliver([], [{ ...refused, version: 9 }])).to.deep.include({ failed: [] });
    expect(told).to.deep.equal(['b', 'd']);
    expect(notes.given.slice(given).flat()).to.deep.equal(['c@1', 'c@2']);
  });

  it('tries a stream again when it comes again after others', async () => {
    const told: string[] = [];
    const bulk = await bulkTo([failing('b')], { onFailure: ({ stream }) => told.push(stream) });
    for (const batch of [commits.slice(0, 3), commits.slice(4), commits.slice(3)]) await bulk.deliver(batch);
    expect(told).to.deep.equal(['b', 'b']);
  });

  it('does not try again what is final', async () => {
    let pauses = 0;
    const pause = async () => void pauses++;
    const notes = new NoteTaker();
    notes.before = () => {
      throw new RangeError('No.');
    };
    const bulk = await bulkTo([notes], { isFinal: ({ error }) => error instanceof RangeError, pause });
    expect(await rejected(bulk.deliver(commits))).to.be.instanceOf(DeliveryFailedError);
    expect(pauses).to.equal(0);
  });

  it('passes over streams that are stopped, and counts each once', async () => {
    const letters: string[] = [];
    const deadLetters = { put: async ({ stream }: DeadLetter) => void letters.push(stream) };
    const notes = failing('b');
    await notes.checkpoints.stop({ consumer: 'failing', stream: 'c', version: 0 });
    const bulk = await bulkTo([notes], { delivery: { deadLetters } });
    expect(await bulk.deliver(commits.slice(0, 5))).to.deep.equal({ taken: 3, failed: [], stopped: ['c', 'b'] });
    expect(await bulk.deliver(commits.slice(5))).to.deep.equal({ taken: 0, failed: [], stopped: [] });
    expect(letters).to.deep.equal(['b']);
  });

  it("ends waiting with the signal's reason", async () => {
    const controller = new AbortController();
    const notes = failing('b');
    const bulk = new BulkDelivery(await storeOf(commits), [notes], { signal: controller.signal });
    const delivered = rejected(bulk.deliver(commits));
    setTimeout(() => controller.abort('enough'), 20);
    expect(await delivered).to.equal('enough');
    expect(await rejected(bulk.deliver(commits))).to.equal('enough');
  });

  describe('when a database is away', () => {
    const many = Array.from({ length: 20 }, (_, number) => commitsOf(`many:${number}`, [1, 1])).flat();
    const LONG = [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000];

    /** Takes as often as its database is away, what it is given fails by itself or as a whole. */
    class Away extends NoteTaker {
      override streamsAtOnce = Number.POSITIVE_INFINITY;
      rounds = 0;

      constructor(
        private readonly times: number,
        private readonly how: { readonly transient: boolean },
      ) {
        super();
      }

      override async take(commits: readonly DeliveredCommit[]) {
        if (this.rounds++ >= this.times) return super.take(commits);
        this.given.push(commits.map(({ stream, first }) => `${stream}@${first}`));
        const streams = new Map(commits.map(({ stream, first }) => [stream, first]));
        const error = new Error(this.how.transient ? 'connect ECONNREFUSED 127.0.0.1:5432' : 'The pool is closed.');
        return [...streams].map(([stream, version]) => ({ stream, version, error, ...this.how }));
      }
    }

    /** What it says, waits and fails with. */
    async function delivered(notes: NoteTaker, batches: readonly (readonly DeliveredCommit[])[], more = {}) {
      const [pauses, waits, told]: [number[], DeliveryWait[], string[]] = [[], [], []];
      const bulk = await bulkTo([notes], {
        onFailure: ({ stream }) => told.push(stream),
        onWait: (wait) => waits.push(wait),
        pause: async (milliseconds) => void pauses.push(milliseconds),
        ...more,
      });
      const error = await rejected(
        batches.reduce<Promise<unknown>>((before, batch) => before.then(() => bulk.deliver(batch)), Promise.resolve()),
      );
      return { pauses, waits, told, error };
    }

    it('waits for it, and says for whom and why', async () => {
      const notes = new Away(8, { transient: true });
      const { pauses, waits, told, error } = await delivered(notes, [many]);
      expect({ pauses, told, error }).to.deep.equal({ pauses: LONG, told: [], error: undefined });
      expect(waits.map(({ milliseconds }) => milliseconds)).to.deep.equal(LONG);
      expect(waits[0]).to.include({ consumer: 'notes', stream: 'many:0' });
      expect(waits[0]?.error).to.be.instanceOf(Error).with.property('message').that.includes('ECONNREFUSED');
      expect(notes.notes.size).to.equal(20);
    });

    it('ends after two minutes, and blames no stream', async () => {
      const { pauses, told, error } = await delivered(new Away(1000, { transient: true }), [commits]);
      expect({ pauses, told }).to.deep.equal({ pauses: LONG, told: [] });
      expect(error).to.be.instanceOf(ConsumerUnavailableError).and.include({ consumer: 'notes', stream: 'a' });
      expect(error).to.have.property('message').that.includes('was unavailable for too long').and.includes('ECONN');
    });

    it('waits as long as it takes some of it', async () => {
      const notes = new NoteTaker();
      notes.streamsAtOnce = Number.POSITIVE_INFINITY;
      let taken = '';
      notes.before = ({ stream }) => {
        if (taken === '') taken = stream;
        if (taken !== stream) throw new ThrottledError('table "positions"');
      };
      const take = notes.take.bind(notes);
      notes.take = async (commits) => {
        taken = '';
        return (await take(commits)).map((failure) => ({ ...failure, transient: true }));
      };
      const { pauses, told, error } = await delivered(notes, [many]);
      expect({ told, error }).to.deep.equal({ told: [], error: undefined });
      expect(pauses).to.deep.equal(Array.from({ length: 19 }, () => 1000));
    });

    it('does not count what it waited for against a stream', async () => {
      const notes = new Away(6, { transient: true });
      let ordinary = 4;
      notes.before = () => {
        if (ordinary-- > 0) throw new Error('Deadlock: try again.');
      };
      const { pauses, told, error } = await delivered(notes, [commitsOf('a', [1, 2])]);
      expect({ told, error }).to.deep.equal({ told: [], error: undefined });
      expect(pauses).to.deep.equal([...LONG.slice(0, 6), 50, 100, 200, 400]);
      expect(notes.of('a')).to.have.length(3);
    });

    it('waits where every stream fails, by trying one now and then, and goes on when it is back', async () => {
      const notes = new Away(6, { transient: false });
      const { pauses, told, error } = await delivered(notes, [many]);
      expect({ told, error }).to.deep.equal({ told: [], error: undefined });
      expect(pauses).to.deep.equal([...LONG.slice(0, 6), 50]);
      expect(notes.given.map((places) => new Set(places.map((place) => place.replace(/@.*/, ''))).size)).to.deep.equal([
        20, 1, 1, 1, 1, 1, 1, 19,
      ]);
      expect(notes.notes.size).to.equal(20);
    });

    it('ends where every stream of many goes on failing, and blames none', async () => {
      const { pauses, told, error } = await delivered(new Away(1000, { transient: false }), [many]);
      expect({ pauses, told }).to.deep.equal({ pauses: LONG, told: [] });
      expect(error).to.be.instanceOf(ConsumerUnavailableError);
      expect(error).to.have.property('message').that.includes('has taken none of the last 20 streams');
    });

    it('stops no stream for it', async () => {
      const notes = new Away(6, { transient: false });
      const deadLetters = { put: async () => expect.fail('A letter was sent.') };
      const { error } = await delivered(notes, [many], { delivery: { deadLetters } });
      expect(error).to.equal(undefined);
      expect(notes.notes.size).to.equal(20);
    });

    it('blames a few streams that all fail only after it has waited, and goes on with others', async () => {
      const notes = new NoteTaker();
      notes.before = ({ stream }) => {
        if (stream !== 'c') throw new RangeError('No.');
      };
      const { pauses, told, error } = await delivered(notes, [commits.slice(0, 4), commits.slice(4)]);
      expect({ told, error }).to.deep.equal({ told: ['a', 'b'], error: undefined });
      expect(pauses).to.deep.equal([...LONG, 50, 100, 200, 400]);
      expect(notes.of('c')).to.have.length(3);
    });

    it('ends where streams fail one after the other, batch by batch, with no success in between', async () => {
      const notes = new Away(1000, { transient: false });
      const batches = many.flatMap((commit, index) => (index % 2 === 0 ? [[commit]] : []));
      const { told, error } = await delivered(notes, batches);
      expect(told).to.deep.equal(Array.from({ length: 9 }, (_, number) => `many:${number}`));
      expect(error).to.be.instanceOf(ConsumerUnavailableError).and.include({ stream: 'many:9' });
    });

    it('goes on where a stream in between is taken', async () => {
      const notes = new NoteTaker();
      notes.before = ({ stream }) => {
        if (stream !== 'many:5') throw new RangeError('No.');
      };
      const batches = many.flatMap((commit, index) => (index % 2 === 0 ? [[commit]] : []));
      const { told, error } = await delivered(notes, batches.slice(0, 14));
      expect(error).to.equal(undefined);
      expect(told).to.have.length(13);
    });

    it('does not doubt a consumer for streams that hold what nobody understands', async () => {
      const notes = new NoteTaker();
      notes.before = ({ stream }) => {
        throw Object.assign(new Error(`Nobody knows an event of "${stream}".`), { name: 'UnknownEventError' });
      };
      const { pauses, told } = await delivered(notes, [many]);
      expect(told).to.have.length(20);
      expect(pauses).to.deep.equal([50, 100, 200, 400]);
    });
  });

  describe('when something is missing for all of it', () => {
    for (const name of ['TableNotFoundError', 'TableMismatchError', 'AccessDeniedError', 'CredentialsError']) {
      it(`ends at once with a ${name}, and blames no stream`, async () => {
        const missing = Object.assign(new Error('Table "positions" is not there.'), { name });
        const [reading, moving] = [new NoteTaker(), new NoteTaker()];
        reading.checkpoints.read = async () => {
          throw missing;
        };
        moving.checkpoints.move = async () => {
          throw new Error('It could not move.', { cause: missing });
        };
        for (const notes of [reading, moving]) {
          const told: string[] = [];
          let pauses = 0;
          const bulk = await bulkTo([notes], {
            onFailure: ({ stream }) => told.push(stream),
            pause: async () => void pauses++,
          });
          const error = await rejected(bulk.deliver(commits));
          expect(error).to.be.instanceOf(ConsumerUnavailableError).and.include({ consumer: 'notes' });
          expect({ told, pauses }).to.deep.equal({ told: [], pauses: 0 });
        }
      });
    }

    it('takes what a handler lacks for a failure of its stream: another event may need another table', async () => {
      const notes = failing('b');
      notes.before = ({ stream }) => {
        const cause = Object.assign(new Error('Not allowed.'), { name: 'AccessDeniedError' });
        if (stream === 'b') throw new ProjectionError('notes', stream, 1, 'Deposited', { cause });
      };
      const told: string[] = [];
      const bulk = await bulkTo([notes], { onFailure: ({ stream }) => told.push(stream) });
      await bulk.deliver(commits);
      expect(told).to.deep.equal(['b']);
    });
  });
});
