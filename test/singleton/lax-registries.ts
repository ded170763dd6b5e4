import type { BegunChange, Clock } from '@eventsource/core';
import {
  AlreadyReservedError,
  type Change,
  MemoryReservations,
  type Reservations,
  type ReservationsContractTest,
  type Resource,
  type ResourceName,
} from '@eventsource/singleton';

/** Registries with one flaw each, named by it, and tests of the contract that must find it. */
export type LaxRegistries = Readonly<
  Record<
    string,
    { readonly create: (clock: Clock) => Reservations; readonly caughtBy: readonly ReservationsContractTest[] }
  >
>;

/** A strict registry, but for what the flaw puts in place of its methods. */
const lax =
  (flaw: (strict: MemoryReservations, clock: Clock) => Partial<Reservations>) =>
  (clock: Clock): Reservations => {
    const strict = new MemoryReservations({ clock });
    return {
      reserve: (resource, duration, options) => strict.reserve(resource, duration, options),
      release: (resource, options) => strict.release(resource, options),
      isAvailable: (resource, options) => strict.isAvailable(resource, options),
      revoke: (name, options) => strict.revoke(name, options),
      companion: (change) => strict.companion(change),
      ...flaw(strict, clock),
    };
  };

/** A registry that takes each resource for the one that `rename` makes of it. */
const renaming = (rename: <Name extends ResourceName>(name: Name) => Name) =>
  lax((strict) => ({
    reserve: (resource, duration, options) => strict.reserve(rename(resource), duration, options),
    release: (resource, options) => strict.release(rename(resource), options),
    isAvailable: (resource, options) => strict.isAvailable(rename(resource), options),
    revoke: (name, options) => strict.revoke(rename(name), options),
  }));

/** A registry whose companions do something else. */
const accompanied = (begin: (strict: MemoryReservations, change: Change) => Promise<BegunChange>) =>
  lax((strict) => ({ companion: (change) => ({ target: 'a value', begin: () => begin(strict, change) }) }));

const nothing = async () => {};

const isAbsent = (strict: MemoryReservations, resource: Resource) =>
  strict.isAvailable({ ...resource, owner: 'nobody' });

export const laxRegistries: LaxRegistries = {
  'ignores expiry': {
    create: lax((strict) => ({ reserve: (resource) => strict.reserve(resource) })),
    caughtBy: [
      'keeps a value for the whole duration, and no longer',
      'lets exactly one of twenty owners take over what has expired',
      'takes what has expired for absent, whoever releases it',
      'says so when what it revokes has expired',
    ],
  },

  'lets reservations expire a second early': {
    create: lax((strict) => ({
      reserve: (resource, duration = 0) => strict.reserve(resource, Math.max(duration && 1, duration - 1_000)),
    })),
    caughtBy: ['keeps a value for the whole duration, and no longer'],
  },

  'keeps the first expiry when the owner reserves again': {
    create: lax((strict) => ({
      reserve: async (resource, duration, options) => {
        if (await isAbsent(strict, resource)) return strict.reserve(resource, duration, options);
        if (!(await strict.isAvailable(resource))) throw new AlreadyReservedError(resource);
      },
    })),
    caughtBy: ['lets the owner prolong a reservation', 'lets the owner shorten a reservation'],
  },

  'takes any duration': {
    create: lax((strict) => ({
      reserve: (resource, duration = 0) =>
        strict.reserve(resource, duration >= 0 && duration < Infinity ? duration : 0),
    })),
    caughtBy: ['refuses a duration that is none'],
  },

  'ignores owners on release': {
    create: lax((strict) => ({
      release: async (resource) => ((await strict.revoke(resource)) === 'revoked' ? 'released' : 'absent'),
    })),
    caughtBy: [
      'does not release what someone else has',
      'lets an owner whose reservation was taken over release nothing',
    ],
  },

  'says absent of what someone else has': {
    create: lax((strict) => ({
      release: async (resource) => ((await strict.isAvailable(resource)) ? strict.release(resource) : 'absent'),
    })),
    caughtBy: ['does not release what someone else has'],
  },

  'always says that it released': {
    create: lax((strict) => ({
      release: async (resource) => {
        await strict.release(resource);
        return 'released';
      },
    })),
    caughtBy: [
      'says so when there is nothing to release',
      'releases once for an owner who releases twenty times at once',
    ],
  },

  'gives a value to whoever asks last': {
    create: lax((strict) => ({
      reserve: async (resource, duration) => {
        await strict.revoke(resource);
        await strict.reserve(resource, duration);
      },
    })),
    caughtBy: ['reserves a value that nobody has', 'never gives a value to two owners who take turns'],
  },

  'looks first and reserves later': {
    create: lax((strict) => ({
      reserve: async (resource, duration) => {
        if (!(await strict.isAvailable(resource))) throw new AlreadyReservedError(resource);
        await new Promise((resolve) => setImmediate(resolve));
        await strict.revoke(resource);
        await strict.reserve(resource, duration);
      },
    })),
    caughtBy: [
      'lets exactly one of twenty owners have a value',
      'lets exactly one of twenty owners take over what has expired',
    ],
  },

  'refuses its owner': {
    create: lax((strict) => ({
      reserve: async (resource, duration) => {
        if (!(await isAbsent(strict, resource))) throw new AlreadyReservedError(resource);
        await strict.reserve(resource, duration);
      },
    })),
    caughtBy: ['lets the owner reserve again', 'lets the owner prolong a reservation'],
  },

  'tells the owner in the cause of a conflict': {
    create: lax((strict) => {
      const owners = new Map<string, string>();
      return {
        reserve: async (resource, duration) => {
          const key = JSON.stringify([resource.type, resource.id]);
          await strict.reserve(resource, duration).catch((error: unknown) => {
            throw Object.assign(Object(error), { cause: { Item: { owner: owners.get(key) } } });
          });
          owners.set(key, resource.owner);
        },
      };
    }),
    caughtBy: ['reserves a value that nobody has'],
  },

  'joins type and id by a colon': {
    create: renaming((name) => ({ ...name, type: 'any', id: `${name.type}:${name.id}` })),
    caughtBy: ['keeps names apart that look alike'],
  },

  'knows no tenants': {
    create: renaming(({ tenant: _, ...name }) => Object.assign(name)),
    caughtBy: ['keeps names apart that look alike', 'keeps the values of tenants apart'],
  },

  'takes no notice of letters or accents': {
    create: renaming((name) => ({ ...name, type: name.type.toLowerCase(), id: name.id.normalize() })),
    caughtBy: ['keeps names apart that look alike'],
  },

  'stores half surrogate pairs as something else': {
    create: renaming((name) => ({ ...name, type: name.type.replace(/\p{Surrogate}/gu, '\ufffd') })),
    caughtBy: ['refuses what has no UTF-8'],
  },

  'ignores that the caller has given up': {
    create: lax((strict) => ({ reserve: (resource, duration) => strict.reserve(resource, duration) })),
    caughtBy: ['refuses when the caller has given up'],
  },

  'reserves once the commit is stored': {
    create: accompanied(async (strict, change) =>
      change.kind === 'reserve'
        ? { keep: () => strict.reserve(change.resource, change.duration), undo: nothing }
        : strict.companion(change).begin({}),
    ),
    caughtBy: [
      'reserves before the commit, and keeps it after',
      'refuses what someone else has, without a word on who',
      'begins for one of twenty owners',
    ],
  },

  'refuses a commit with the error of a reservation': {
    create: accompanied(async (strict, change) => {
      if (!(await strict.isAvailable(change.resource))) throw new AlreadyReservedError(change.resource);
      return strict.companion(change).begin({});
    }),
    caughtBy: ['refuses what someone else has, without a word on who', 'hands nothing over that a third one has'],
  },

  'reserves what belongs to a commit for ever': {
    create: accompanied((strict, change) =>
      strict.companion(change.kind === 'reserve' ? { ...change, duration: 0 } : change).begin({}),
    ),
    caughtBy: ['keeps a value for the duration of the change'],
  },

  'undoes nothing': {
    create: accompanied(async (strict, change) => ({ ...(await strict.companion(change).begin({})), undo: nothing })),
    caughtBy: [
      'undoes what nobody had before',
      'undoes what had expired before, so that it is as expired as it was',
      'undoes what its owner had before, until the time it had',
      'hands a value over, and back when the commit is not stored',
      'begins for one of twenty owners',
    ],
  },

  'undoes a reservation by a release': {
    create: accompanied(async (strict, change) => {
      const { keep, undo } = await strict.companion(change).begin({});
      const release = async () => void (await strict.release(change.resource).catch(() => 'absent'));
      return { keep, undo: change.kind === 'reserve' ? release : undo };
    }),
    caughtBy: [
      'undoes what its owner had before, until the time it had',
      'leaves what its owner has reserved again since',
      'leaves what another commit of its owner relies on',
      'undoes twice what it undoes once',
      'hands a value over, and back when the commit is not stored',
    ],
  },

  'undoes a reservation by a revocation': {
    create: accompanied(async (strict, change) => {
      const { keep, undo } = await strict.companion(change).begin({});
      const revoke = async () => void (await strict.revoke(change.resource));
      return { keep, undo: change.kind === 'reserve' ? revoke : undo };
    }),
    caughtBy: ['leaves what someone else has reserved since', 'leaves what its owner has reserved again since'],
  },

  'releases before the commit is stored': {
    create: accompanied(async (strict, change) => {
      const begun = await strict.companion(change).begin({});
      if (change.kind === 'release') await begun.keep({});
      return begun;
    }),
    caughtBy: ['releases only when the commit is stored', 'releases nothing when the commit is not stored'],
  },

  'releases whatever its owner has by then': {
    create: accompanied(async (strict, change) =>
      change.kind === 'reserve'
        ? strict.companion(change).begin({})
        : { keep: async () => void (await strict.release(change.resource).catch(() => 'absent')), undo: nothing },
    ),
    caughtBy: ['releases nothing that its owner has reserved again since'],
  },

  'releases what another has for a commit': {
    create: accompanied(async (strict, change) =>
      change.kind === 'reserve'
        ? strict.companion(change).begin({})
        : { keep: async () => void (await strict.revoke(change.resource)), undo: nothing },
    ),
    caughtBy: ['does nothing to what another has when it releases'],
  },

  'takes no value over': {
    create: accompanied((strict, { kind, ...change }) =>
      strict
        .companion(kind === 'reserve' ? { kind, duration: 0, ...change, from: undefined } : { kind, ...change })
        .begin({}),
    ),
    caughtBy: ['hands a value over, and back when the commit is not stored'],
  },

  'takes a value over from anyone': {
    create: accompanied(async (strict, change) => {
      if (change.kind === 'reserve' && change.from !== undefined) await strict.revoke(change.resource);
      return strict.companion(change).begin({});
    }),
    caughtBy: ['hands nothing over that a third one has'],
  },
};
