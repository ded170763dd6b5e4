import { isDeepStrictEqual } from 'node:util';
import type { Ledger } from '../../proxy/ledger.js';
import type { Reserving } from '../../run/scenario.js';
import type { Site } from '../../run/site.js';
import { emailOf } from '../../user/user.js';
import type { Call } from '../../worker/call.js';
import { historiesOf, violationsOf } from '../check.js';
import { idsRecognised } from '../ids-recognised.js';
import { readTable } from '../read-table.js';
import { refusedIsNotStored } from '../refused-is-not-stored.js';
import type { Rule } from '../rule.js';
import { storedAsAnswered } from '../stored-as-answered.js';
import { callOf, firstVersion, type StoredCommit } from '../stored-commit.js';
import { storedOnce } from '../stored-once.js';
import { wholeStreams } from '../whole-streams.js';
import { answeredTruly } from './answered-truly.js';
import { asInTheTables, loadsAsReplayed, readReservations } from './as-in-the-tables.js';
import { keyOf, Replay } from './replay.js';
import { after, decide, nobody } from './user-state.js';

/** Every commit is what its command had to emit on the state before it. */
const decidedRightly: Rule = function* ({ stream, commits, calls }) {
  const byName = new Map(calls.map((call) => [call.call, call]));
  let state = nobody;
  for (const commit of commits) {
    const call = byName.get(callOf(commit));
    const decision = call && decide(call.action, call.command, state);
    const stored = { events: commit.records.map(({ record }) => record.d) };
    if (!isDeepStrictEqual(decision, stored)) {
      yield `${stream}: version ${firstVersion(commit)} holds ${JSON.stringify(stored)}, where ${JSON.stringify(decision)} was due.`;
    }
    if (call?.expectedVersion !== undefined && call.expectedVersion !== state.version) {
      yield `${stream}: call ${call.call} expected version ${call.expectedVersion} and was stored after ${state.version}.`;
    }
    state = after(state, commit);
  }
};

const rules: readonly Rule[] = [
  wholeStreams,
  decidedRightly,
  storedOnce,
  storedAsAnswered,
  refusedIsNotStored,
  idsRecognised,
];

/** Everything that can be said without reading the tables again. */
export function violationsOfReserving(
  replay: Replay,
  calls: readonly Call[],
  streams: ReadonlyMap<string, readonly StoredCommit[]>,
): string[] {
  const users = historiesOf(calls, streams, (account) => `user:${account}`);
  return [
    ...replay.violations,
    ...violationsOf(users.values(), rules),
    ...answeredTruly(replay, calls),
    ...leftToWhoAsked(replay, calls),
  ];
}

/** Compares the tables, and all that was ever applied to them, with everything that callers were told. */
export async function checkReserving(site: Site, calls: readonly Call[], ledger: Ledger, reserving: Reserving) {
  const replay = new Replay(site, reserving, ledger.applied);
  const streams = await readTable(site);
  const violations = violationsOfReserving(replay, calls, streams);
  if (ledger.lost > 0) violations.push(`The emulator did not answer ${ledger.lost} writes: this proves nothing.`);
  violations.push(...asInTheTables(replay, streams, await readReservations(site)));
  for await (const violation of loadsAsReplayed(site, replay)) violations.push(violation);
  return violations;
}

/** What stays reserved without belonging to anybody is of somebody who asked for it. */
function* leftToWhoAsked(replay: Replay, calls: readonly Call[]): Generator<string, void, undefined> {
  const asked = new Set(
    calls.flatMap(({ account, action }) => ('email' in action ? [`${account} ${keyOf(emailOf(action.email))}`] : [])),
  );
  for (const key of replay.owners.names) {
    const owner = replay.owners.of(key);
    if (owner !== undefined && !asked.has(`${owner} ${key}`)) yield `${key} is reserved for ${owner}, who never asked.`;
  }
}
