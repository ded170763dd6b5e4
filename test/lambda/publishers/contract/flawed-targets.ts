import type { StoredEvent } from '@eventsource/lambda';
import type { TargetContractTest } from '@eventsource/lambda/contract';
import { type LocalAnswer, type LocalService, LocalTarget } from './local-service.js';

class Deaf extends LocalTarget {
  protected override read(answer: LocalAnswer) {
    return typeof answer === 'string' ? super.read(answer) : answer.map(() => undefined);
  }
}

class Careless extends LocalTarget {
  override async send(events: readonly StoredEvent[]) {
    return super.send(events).catch(() => events.map(() => undefined));
  }
}

class Blaming extends LocalTarget {
  override async send(events: readonly StoredEvent[]) {
    return super.send(events).catch(() => events.map(() => this.refusal(true)));
  }
}

class Lenient extends LocalTarget {
  protected override read(answer: LocalAnswer) {
    return super.read(answer === 'wrong content' ? 'failed' : answer);
  }

  protected override refusal() {
    return super.refusal(false);
  }
}

class Trusting extends LocalTarget {
  override async send(events: readonly StoredEvent[]) {
    const answers = await super.send(events);
    return events.map((_, place) => answers[place]);
  }
}

class Repeating extends LocalTarget {
  override async send(events: readonly StoredEvent[]) {
    await super.send(events);
    return super.send(events);
  }
}

class Greedy extends LocalTarget {
  override readonly limits = { entries: 4, bytes: 4000, entryBytes: 3000 };
}

class Timid extends LocalTarget {
  override readonly limits = { entries: 2, bytes: 3999, entryBytes: 2999 };
}

class Light extends LocalTarget {
  override size(event: StoredEvent) {
    return super.size(event) - 1;
  }
}

class Unordered extends LocalTarget {
  override readonly ordered = false;
}

interface Flaw {
  make(service: LocalService): LocalTarget;
  /** All tests that find it. */
  readonly caughtBy: readonly TargetContractTest[];
}

export const flawedTargets: Readonly<Record<string, Flaw>> = {
  'takes a refusal for an acceptance': {
    make: (service) => new Deaf(service),
    caughtBy: [
      'sends again what was refused, and nothing that was accepted',
      'moves behind whole commits that were accepted, and takes up from there',
      'gives up an event that is said to be wrong after one try, and goes on with other streams',
      'ends with the signal, and keeps what was accepted',
    ],
  },
  'takes an error for an acceptance': {
    make: (service) => new Careless(service),
    caughtBy: [
      'loses nothing when it is throttled',
      'loses nothing when the service fails',
      'loses nothing when requests are lost',
      'loses nothing when answers are lost',
      'finds the event that a request is refused for, and goes on with other streams',
      'blames no event when every request is refused for what is in it',
      'blames no event when it is throttled',
      'blames no event when the service fails',
      'blames no event when access is denied',
      'blames no event when the target is not there',
      'blames no event when requests are lost',
    ],
  },
  'takes silence for an acceptance': {
    make: (service) => new Trusting(service),
    caughtBy: ['loses nothing when answers have nothing to say'],
  },
  'blames events for every error': {
    make: (service) => new Blaming(service),
    caughtBy: [
      'loses nothing when it is throttled',
      'loses nothing when the service fails',
      'loses nothing when requests are lost',
      'loses nothing when answers are lost',
      'finds the event that a request is refused for, and goes on with other streams',
      'blames no event when every request is refused for what is in it',
      'blames no event when it is throttled',
      'blames no event when the service fails',
      'blames no event when access is denied',
      'blames no event when the target is not there',
      'blames no event when requests are lost',
    ],
  },
  'blames no event at all': {
    make: (service) => new Lenient(service),
    caughtBy: [
      'gives up an event that is said to be wrong after one try, and goes on with other streams',
      'finds the event that a request is refused for, and goes on with other streams',
    ],
  },
  'sends everything twice': {
    make: (service) => new Repeating(service),
    caughtBy: ['sends each event once, and moves behind it'],
  },
  'puts more into a request than the service takes': {
    make: (service) => new Greedy(service),
    caughtBy: ['puts as many events into a request as it may hold'],
  },
  'could put more into a request': {
    make: (service) => new Timid(service),
    caughtBy: [
      'puts as many events into a request as it may hold',
      'puts as many bytes into a request as it may hold, and not one more',
      'sends an event of the largest size, and names one that is larger by a byte',
    ],
  },
  'counts bytes otherwise than the service': {
    make: (service) => new Light(service),
    caughtBy: [
      'puts as many bytes into a request as it may hold, and not one more',
      'sends an event of the largest size, and names one that is larger by a byte',
    ],
  },
  'does not keep the order that the service promises': {
    make: (service) => new Unordered(service),
    caughtBy: ['sends again what was refused, and nothing that was accepted'],
  },
};
