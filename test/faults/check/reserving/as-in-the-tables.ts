import { paginateScan } from '@aws-sdk/client-dynamodb';
import type { Repository } from '@eventsource/core';
import { emulatorClient } from '../../emulator-client.js';
import type { Site } from '../../run/site.js';
import { User } from '../../user/user.js';
import { registration } from '../../worker/application.js';
import type { StoredCommit } from '../stored-commit.js';
import { idOf, type Replay } from './replay.js';
import { after, nobody } from './user-state.js';

/** Who has reserved what, read as plain items. */
export async function readReservations({ endpoint, reservations }: Site): Promise<ReadonlyMap<string, string>> {
  const client = emulatorClient(endpoint);
  const owners = new Map<string, string>();
  const request = { TableName: reservations, ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client }, request)) {
    for (const { key, owner } of Items) owners.set(key?.S ?? '', owner?.S ?? '');
  }
  client.destroy();
  return owners;
}

/** The replay ends with what is in the tables: so nothing was applied that it does not know of. */
export function* asInTheTables(
  replay: Replay,
  streams: ReadonlyMap<string, readonly StoredCommit[]>,
  owners: ReadonlyMap<string, string>,
): Generator<string, void, undefined> {
  for (const stream of new Set([...streams.keys(), ...replay.users.names])) {
    const stored = (streams.get(stream) ?? []).reduce(after, nobody);
    const replayed = replay.users.of(stream);
    if (stored.version !== replayed.version || stored.email !== replayed.email) {
      yield `${stream}: the table has ${JSON.stringify(stored)}; what was applied makes ${JSON.stringify(replayed)}.`;
    }
  }
  for (const key of new Set([...owners.keys(), ...replay.owners.names])) {
    const [stored, replayed] = [owners.get(key), replay.owners.of(key)];
    if (stored !== replayed) yield `${key}: the table says ${stored}; what was applied makes ${replayed}.`;
  }
}

/** A new process loads every user, by snapshot or not, as its events fold. */
export async function* loadsAsReplayed({ endpoint, table, reservations = '' }: Site, replay: Replay) {
  const client = emulatorClient(endpoint);
  const { repository } = registration({ client, table }, { client, table: reservations });
  for (const stream of replay.users.names) {
    const [loaded, replayed] = [await load(repository, idOf(stream)), replay.users.of(stream)];
    if (loaded.version !== replayed.version || loaded.email !== replayed.email) {
      yield `${stream}: loads as ${JSON.stringify(loaded)}; the events make ${JSON.stringify(replayed)}.`;
    }
  }
  client.destroy();
}

async function load(repository: Repository, id: string) {
  const { aggregate, version } = await repository.load(User, id);
  return { version, email: aggregate.email };
}
