import {
  CheckpointMovedError,
  type Checkpoints,
  MemoryCheckpoints,
  type MemoryTransaction,
  type Move,
  type Position,
} from '@eventsource/core';

type Lax = Checkpoints<MemoryTransaction>;
type Work = (transaction: MemoryTransaction) => Promise<void>;

/** A transaction that does not wait for the move. */
const atOnce: MemoryTransaction = { change: (make) => make() };

/** Checkpoints with one flaw each, named by it, and a test of the contract that must find it. */
export const laxCheckpoints: Readonly<Record<string, { readonly create: () => Lax; readonly caughtBy: string }>> = {
  'write before they know whether they may move': {
    create: () => lax((strict) => ({ move: (move, work) => strict.move(move, () => work(atOnce)) })),
    caughtBy: 'writes nothing when the move is refused',
  },
  'look first and write later': {
    create: () => lax(lookFirst),
    caughtBy: 'lets exactly one of ten racing moves through',
  },
  'move wherever they are': {
    create: () => lax(lenient),
    caughtBy: 'refuses a move from where the consumer is not',
  },
  'refuse with some error': {
    create: () =>
      lax((strict) => ({
        move: (move, work) =>
          strict.move(move, work).catch((error: unknown) => {
            throw error instanceof CheckpointMovedError ? new Error('The condition has failed.') : error;
          }),
      })),
    caughtBy: 'refuses a move from where the consumer is not',
  },
  'move though the work has failed': {
    create: () => lax((strict) => ({ move: (move, work) => strict.move(move, (to) => work(to).catch(() => {})) })),
    caughtBy: 'runs the work before it moves, and does not move when the work fails',
  },
  'run the work when they have moved': {
    create: () =>
      lax((strict) => ({
        move: async (move, work) => {
          await strict.move(move, async () => {});
          await work(atOnce);
        },
      })),
    caughtBy: 'runs the work before it moves, and does not move when the work fails',
  },
  'read a hundred streams at the most': {
    create: () =>
      lax((strict) => ({
        read: (consumer, streams, options) => strict.read(consumer, streams.slice(0, 100), options),
      })),
    caughtBy: 'reads many streams at once',
  },
  'join the names of consumers and streams': {
    create: () => lax(joining),
    caughtBy: 'keeps streams and consumers apart, whatever their names',
  },
  'do not hear of the signal': {
    create: () =>
      lax((strict) => ({
        read: (consumer, streams) => strict.read(consumer, streams),
        move: (move, work) => strict.move(move, work),
      })),
    caughtBy: 'moves nothing once the signal is aborted',
  },
  'count tries wherever the consumer is': {
    create: () =>
      lax((strict) => ({
        fail: async ({ consumer, stream, version }) => {
          const at = (await strict.read(consumer, [stream])).get(stream)?.version ?? 0;
          return strict.fail({ consumer, stream, version: Math.min(version, at) === version ? at : version });
        },
      })),
    caughtBy: 'does not count a try at a version that the consumer has left',
  },
  'forget tries': {
    create: () => lax((strict) => ({ fail: async (position) => Math.min(1, await strict.fail(position)) })),
    caughtBy: 'counts the tries at a version, also before the first move',
  },
  'stop wherever the consumer is': {
    create: () => lax((strict) => ({ stop: async (position) => strict.stop(await whereItIs(strict, position)) })),
    caughtBy: 'does not stop a stream that has moved in between, and says so',
  },
  'do not stop': {
    create: () => lax(() => ({ stop: async () => true })),
    caughtBy: 'stops a stream: nothing moves or is counted until it is resumed',
  },
  'say that they have stopped what is elsewhere': {
    create: () =>
      lax((strict) => ({
        stop: async (position) => {
          await strict.stop(position);
          return true;
        },
      })),
    caughtBy: 'does not stop a stream that has moved in between, and says so',
  },
  'stop a stream once': {
    create: () => lax(stoppingOnce),
    caughtBy: 'says of a stream that is stopped already that it is',
  },
  'do not resume': {
    create: () => lax(() => ({ resume: async () => {} })),
    caughtBy: 'stops a stream: nothing moves or is counted until it is resumed',
  },
  'forget a stream when it is resumed': {
    create: () =>
      lax((strict) => ({
        resume: async (consumer, stream) => {
          await strict.resume(consumer, stream);
          await strict.settle(consumer, stream);
        },
      })),
    caughtBy: 'moves along a stream that is resumed, and lists it until it is settled',
  },
  'do not settle': {
    create: () => lax(() => ({ settle: async () => {} })),
    caughtBy: 'moves along a stream that is resumed, and lists it until it is settled',
  },
  'settle what is stopped': {
    create: () =>
      lax((strict) => ({
        settle: async (consumer, stream) => {
          await strict.resume(consumer, stream);
          await strict.settle(consumer, stream);
        },
      })),
    caughtBy: 'settles nothing that is stopped',
  },
  'forget positions only': {
    create: () => lax(keepingStopped),
    caughtBy: 'forgets positions, tries and stopped streams of a consumer',
  },
  'forget all consumers whose names begin so': {
    create: () => lax(forgettingAlike),
    caughtBy: 'forgets nothing of other consumers, however alike their names',
  },
  'do not hear of the signal when they forget': {
    create: () => lax((strict) => ({ reset: (consumer) => strict.reset(consumer) })),
    caughtBy: 'forgets nothing once the signal is aborted',
  },
};

/** Strict checkpoints, but for what the flaw puts in place of their methods. */
function lax(flaw: (strict: MemoryCheckpoints) => Partial<Lax>): Lax {
  const strict = new MemoryCheckpoints();
  return {
    read: (consumer, streams, options) => strict.read(consumer, streams, options),
    move: (move, work, options) => strict.move(move, work, options),
    fail: (position) => strict.fail(position),
    stop: (position) => strict.stop(position),
    resume: (consumer, stream) => strict.resume(consumer, stream),
    settle: (consumer, stream) => strict.settle(consumer, stream),
    stopped: (consumer) => strict.stopped(consumer),
    reset: (consumer, options) => strict.reset(consumer, options),
    ...flaw(strict),
  };
}

async function whereItIs(strict: MemoryCheckpoints, { consumer, stream }: Position): Promise<Position> {
  const version = (await strict.read(consumer, [stream])).get(stream)?.version ?? 0;
  return { consumer, stream, version };
}

function lookFirst(strict: MemoryCheckpoints): Partial<Lax> {
  return {
    move: async (move: Move, work: Work) => {
      const { version } = await whereItIs(strict, { ...move, version: move.from });
      if (version !== move.from) throw new CheckpointMovedError(move.consumer, move.stream, move.from);
      await strict.move(move, work).catch((error: unknown) => {
        if (!(error instanceof CheckpointMovedError)) throw error;
      });
    },
  };
}

function lenient(strict: MemoryCheckpoints): Partial<Lax> {
  return {
    move: async (move: Move, work: Work) => {
      const { version: from } = await whereItIs(strict, { ...move, version: move.from });
      await strict.move({ ...move, from, to: Math.max(move.to, from + 1) }, work);
    },
  };
}

function joining(strict: MemoryCheckpoints): Partial<Lax> {
  const key = (consumer: string, stream: string) => `${consumer}:${stream}`;
  return {
    read: async (consumer, streams, options) => {
      const read = await strict.read(
        '',
        streams.map((stream) => key(consumer, stream)),
        options,
      );
      return new Map(
        streams.flatMap((stream) => {
          const checkpoint = read.get(key(consumer, stream));
          return checkpoint ? [[stream, checkpoint] as const] : [];
        }),
      );
    },
    move: (move, work, options) =>
      strict.move({ ...move, consumer: '', stream: key(move.consumer, move.stream) }, work, options),
  };
}

function keepingStopped(strict: MemoryCheckpoints): Partial<Lax> {
  return {
    reset: async (consumer) => {
      const stopped = [];
      for await (const { stream } of strict.stopped(consumer)) stopped.push(stream);
      const forgotten = await strict.reset(consumer);
      for (const stream of stopped) await strict.stop({ consumer, stream, version: 0 });
      return forgotten;
    },
  };
}

function forgettingAlike(strict: MemoryCheckpoints): Partial<Lax> {
  const met = new Set<string>();
  return {
    move: (move, work, options) => {
      met.add(move.consumer);
      return strict.move(move, work, options);
    },
    reset: async (consumer) => {
      const alike = [...met].filter((name) => name.startsWith(consumer) && name !== consumer);
      for (const name of alike) await strict.reset(name);
      return strict.reset(consumer);
    },
  };
}

function stoppingOnce(strict: MemoryCheckpoints): Partial<Lax> {
  return {
    stop: async (position) => {
      const { stopped } = (await strict.read(position.consumer, [position.stream])).get(position.stream) ?? {};
      return !stopped && strict.stop(position);
    },
  };
}
