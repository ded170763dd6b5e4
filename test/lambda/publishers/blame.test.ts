import { Delivery, MemoryCheckpoints, MemoryStore } from '@eventsource/core';
import { ContentRefusedError, EventRefusedError, Publisher, TargetUnavailableError } from '@eventsource/lambda';
import { expect } from 'chai';
import { MemoryTarget } from './memory-target.js';
import type { Failed } from './service/fate.js';
import type { Rig } from './service/rig.js';
import { eventBridgeRig, firehoseRig, snsRig } from './service/rigs.js';
import { commit, record } from './stored.js';

const streams = (count: number) => Array.from({ length: count }, (_, at) => commit(`s:${at}`, 1, record('e')));
const refusedAs = (code: string, message = 'no') => ({ status: 400, code, message });

const everywhere = [
  'AccessDeniedException',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidAction',
  'InvalidClientTokenId',
  'KMSDisabled',
  'MissingAuthenticationToken',
  'NotAuthorized',
  'OptInRequired',
  'RequestExpired',
  'ResourceNotFoundException',
  'SomethingNewException',
  'ThrottlingException',
  'UnknownOperationException',
  'UnrecognizedClientException',
].map((code) => refusedAs(code));

interface Service {
  start(): Promise<Rig>;
  /** Of whole requests. */
  readonly faults: readonly Failed[];
  /** Of entries, where the request itself is answered. */
  readonly entries: readonly Failed[];
}

const services: Readonly<Record<string, Service>> = {
  SNS: {
    start: () => snsRig({ fifo: true }),
    faults: [
      refusedAs('InvalidParameter', 'Invalid parameter: TopicArn'),
      refusedAs('InvalidParameter', 'Invalid parameter: MessageGroupId Reason: not valid for this topic type'),
      refusedAs('InvalidParameter', 'Invalid parameter: The topic should have ContentBasedDeduplication enabled'),
      refusedAs('ValidationException'),
    ],
    entries: [
      refusedAs('InvalidParameter', 'Invalid parameter: MessageGroupId Reason: not valid for this topic type'),
      refusedAs('AuthorizationError'),
      refusedAs('KMSAccessDenied'),
    ],
  },
  Firehose: {
    start: firehoseRig,
    faults: [
      refusedAs('InvalidArgumentException', 'This is not permitted on KinesisStreamAsSource delivery stream type.'),
      refusedAs('InvalidSourceException'),
      refusedAs('InvalidKMSResourceException'),
      refusedAs('ValidationException', "Value at 'deliveryStreamName' failed to satisfy constraint"),
      refusedAs('SerializationException'),
    ],
    entries: [refusedAs('InvalidArgumentException', 'The record is not valid.')],
  },
  EventBridge: {
    start: eventBridgeRig,
    faults: [
      refusedAs('ValidationException', "Value at 'entries.1.member.eventBusName' failed to satisfy constraint"),
      refusedAs('ValidationException', 'Parameter EndpointId is not valid. Reason: its size.'),
    ],
    entries: [
      refusedAs('InvalidArgument', 'Parameter EventBusName is not valid.'),
      refusedAs('InvalidAccountIdException'),
      refusedAs('NotAuthorizedForSourceException'),
      refusedAs('NotAuthorizedForDetailTypeException'),
      refusedAs('RedactionFailure'),
    ],
  },
};

for (const [service, { start, faults, entries }] of Object.entries(services)) {
  describe(`A publisher to ${service}`, () => {
    let rig: Rig;

    before(async () => {
      rig = await start();
    });

    after(() => rig.stop());

    for (const { code, message = '' } of entries) {
      it(`blames no event when its entry is refused as ${code}: ${message}`, async () => {
        rig.reset();
        rig.service.draw = () => ({ refuse: [0], code, message, final: true });
        const publisher = rig.publisher({ name: 'p', checkpoints: new MemoryCheckpoints(), attempts: 1 });
        const [failure, ...others] = await publisher.take(streams(2));
        publisher.close();
        expect(others).to.deep.equal([]);
        expect(failure).to.include({ stream: 's:0', transient: true });
        expect(failure?.error).to.be.instanceOf(TargetUnavailableError).and.include({ code });
      });
    }

    for (const fault of [...everywhere, ...faults]) {
      it(`blames no event for ${fault.code}: ${fault.message}`, async () => {
        rig.reset();
        rig.service.draw = () => fault;
        const checkpoints = new MemoryCheckpoints();
        const publisher = rig.publisher({ name: 'p', checkpoints, attempts: 1 });
        const letters: object[] = [];
        const deadLetters = { put: async (letter: object) => void letters.push(letter) };
        const delivery = new Delivery(new MemoryStore(), publisher, { tries: 1, deadLetters });
        for (const count of [1, 5]) {
          const failures = await delivery.deliver(streams(count));
          expect(failures).to.have.length(count);
          for (const { error } of failures) expect(error).to.be.instanceOf(TargetUnavailableError);
        }
        publisher.close();
        expect(letters).to.deep.equal([]);
        expect(rig.service.requests.map(({ length }) => length)).to.deep.equal([1, 5]);
      });
    }
  });
}

describe('A publisher whose target refuses requests for what is in them', () => {
  let target: MemoryTarget;
  const limits = { entries: 4, bytes: 1000, entryBytes: 1000 };
  const take = (commits: ReturnType<typeof streams>, attempts = 2) =>
    new Publisher(target, { name: 'p', checkpoints: new MemoryCheckpoints(), attempts }).take(commits);
  const refuse = (wrong: (stream: string) => boolean) => {
    const { send } = target;
    target.send = async (events) => {
      if (!events.some(({ stream }) => wrong(stream))) return send.call(target, events);
      target.sent.push(...events);
      throw new ContentRefusedError('400', 'it is wrong.');
    };
  };

  beforeEach(() => {
    target = new MemoryTarget(limits);
  });

  it('finds the event that is wrong, by halves, and sends the others', async () => {
    refuse((stream) => stream === 's:2');
    const [failure, ...others] = await take(streams(4));
    expect(others).to.deep.equal([]);
    expect(failure).to.include({ stream: 's:2', version: 1, transient: false });
    expect(failure?.error).to.be.instanceOf(EventRefusedError).and.include({ code: '400', target: 'the target' });
    expect(failure?.error).to.have.property('message').that.includes('it is wrong.');
    expect(target.ids).to.have.members(['s:0/1', 's:1/1', 's:3/1']);
    expect(target.sent).to.have.length(10);
  });

  it('believes it of an event that is all there is to send', async () => {
    refuse(() => true);
    const [failure] = await take([...streams(1), commit('s:0', 2, record('e'))]);
    expect(failure?.error).to.be.instanceOf(EventRefusedError);
    expect(target.sent).to.have.length(1);
  });

  it('takes its settings for wrong when it refuses every event, and blames none', async () => {
    refuse(() => true);
    const failures = await take(streams(9));
    expect(failures).to.have.length(9);
    for (const { error, transient } of failures) {
      expect(error).to.be.instanceOf(TargetUnavailableError).and.include({ code: '400' });
      expect(error)
        .to.have.property('message')
        .that.matches(/settings seem wrong.*it is wrong\.$/);
      expect(transient).to.equal(true);
    }
  });

  it('believes it as soon as another event was accepted', async () => {
    // The first time it refuses the batch, its halves and their halves; then it accepts one of them.
    refuse((stream) => stream !== 's:3' || target.sent.length < 12);
    const failures = await take(streams(4), 5);
    expect(target.ids).to.deep.equal(['s:3/1']);
    expect(failures.map(({ stream, transient }) => [stream, transient])).to.deep.equal([
      ['s:0', false],
      ['s:1', false],
      ['s:2', false],
    ]);
  });
});
