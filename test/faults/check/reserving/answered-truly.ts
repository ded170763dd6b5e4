import { isDeepStrictEqual } from 'node:util';
import { emailOf } from '../../user/user.js';
import type { Answer, Call } from '../../worker/call.js';
import { keyOf, type Replay } from './replay.js';
import { decide } from './user-state.js';

/** What was answered without storing anything was true at some moment of the call. */
export function* answeredTruly(replay: Replay, calls: readonly Call[]): Generator<string, void, undefined> {
  for (const call of calls) {
    if (call.answer && !isTrue(replay, call, call.answer)) {
      const states = replay.users.during(`user:${call.account}`, call);
      yield `user:${call.account}: call ${call.call} was answered ${JSON.stringify(call.answer)}; it was never so: ${JSON.stringify(states)}.`;
    }
  }
}

function isTrue(replay: Replay, call: Call, answer: Answer): boolean {
  const { account, action, command, expectedVersion } = call;
  const states = replay.users.during(`user:${account}`, call);
  const at = (version: number) => states.filter((state) => state.version === version);
  const wouldBe = (decision: object, version: number) =>
    at(version).some((state) => isDeepStrictEqual(decide(action, command, state), decision));
  switch (answer.kind) {
    case 'taken': {
      const owners = replay.owners.during(keyOf(emailOf(answer.email)) ?? '', call);
      const wanted = 'email' in action && action.email === answer.email;
      return wanted && owners.some((owner) => owner !== undefined && owner !== String(account));
    }
    case 'refused':
      return wouldBe({ reason: answer.reason }, answer.version);
    case 'nothing':
      return wouldBe({ events: [] }, answer.version);
    case 'unexpected-version':
      return at(answer.version).length > 0 && answer.version !== expectedVersion;
    default:
      return true;
  }
}
