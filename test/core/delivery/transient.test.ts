import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { type DeadLetter, Delivery, type DeliveryOptions, MemoryStore, ProjectionError } from '@eventsource/core';
import { AccessDeniedError, TableNotFoundError } from '@eventsource/dynamodb';
import { expect } from 'chai';
import { rejection } from '../accounts/application.js';
import { NoteTaker } from './note-taker.js';
import { commitsOf } from './streams.js';

const coded = (code: string, message = `connect ${code} 10.0.0.5:5432`) => Object.assign(new Error(message), { code });
const answered = (fields: object) => Object.assign(new Error('The server answered.'), fields);
const ofAws = (httpStatusCode: number) => ({ message: 'on purpose', $metadata: { httpStatusCode } });
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({ ...ofAws(400), CancellationReasons: codes.map((Code) => ({ Code })) });
const within = (error: unknown) =>
  new ProjectionError('notes', 'a', 1, 'Noted', { cause: new Error('wrapped', { cause: error }) });

const PASSING: Readonly<Record<string, () => unknown>> = {
  'throttling by DynamoDB': () => new ProvisionedThroughputExceededException(ofAws(400)),
  'a failure of DynamoDB': () => new InternalServerError(ofAws(500)),
  'a transaction in conflict with another': () => cancelled('None', 'TransactionConflict', 'ThrottlingError'),
  'what a client of AWS would try again': () => answered({ $retryable: { throttling: true } }),
  'too many requests': () => answered({ status: 429 }),
  'a gateway that has no answer': () => answered({ statusCode: 502 }),
  'an answer as axios shows it': () => answered({ response: { status: 503 } }),
  'a time-out': () => new DOMException('too slow', 'TimeoutError'),
  'a refused connection': () => coded('ECONNREFUSED'),
  'refused connections to all addresses of a name': () =>
    new AggregateError([coded('ECONNREFUSED'), coded('EHOSTUNREACH')], 'none'),
  'a name that is not resolved': () => coded('EAI_AGAIN'),
  'a broken pipe': () => coded('EPIPE'),
  'a socket of undici that was closed': () => coded('UND_ERR_SOCKET'),
  'any of these as a cause': () => within(coded('ECONNRESET')),
  'a table of checkpoints that is missing': () => new TableNotFoundError('checkpoints', 'somewhere', 'create it.'),
  'a table of checkpoints that may not be used': () => new AccessDeniedError('dynamodb:UpdateItem', 'checkpoints'),
};

const circular = () => {
  const error = new Error('circular');
  error.cause = error;
  return error;
};

const LASTING: Readonly<Record<string, () => unknown>> = {
  'a mistake': () => new TypeError('undefined is not a function'),
  text: () => 'no',
  nothing: () => undefined,
  'a request that is wrong': () => answered({ status: 400 }),
  'something that is missing': () => new ResourceNotFoundException(ofAws(400)),
  'a transaction that is refused for a condition, too': () =>
    cancelled('TransactionConflict', 'ConditionalCheckFailed'),
  'a transaction that is refused for no reason': () => cancelled('None'),
  'a file that may not be read': () => coded('EACCES'),
  'a client of undici that was used wrongly': () => coded('UND_ERR_INVALID_ARG'),
  'an error that is its own cause': circular,
  'a handler whose table is missing': () => within(new TableNotFoundError('orders', 'somewhere', 'create it.')),
  'errors of which one lasts': () => new AggregateError([coded('ECONNREFUSED'), new Error('wrong')], 'several'),
};

/** Whether a delivery counts what a consumer fails of as a try. */
async function counts(error: unknown, options: DeliveryOptions = {}): Promise<boolean> {
  const consumer = new NoteTaker();
  consumer.before = () => {
    throw error;
  };
  const letters: DeadLetter[] = [];
  const deadLetters = { put: async (letter: DeadLetter) => void letters.push(letter) };
  const delivery = new Delivery(new MemoryStore(), consumer, { deadLetters, tries: 1, ...options });
  const failures = await delivery.deliver(commitsOf('a', [1]));
  expect(failures.map(({ transient }) => transient)).to.deep.equal(letters.length > 0 ? [] : [true]);
  return letters.length > 0;
}

describe('A delivery', () => {
  for (const [what, error] of Object.entries(PASSING)) {
    it(`does not count ${what} as a try`, async () => expect(await counts(error())).to.equal(false));
  }

  for (const [what, error] of Object.entries(LASTING)) {
    it(`counts ${what} as a try`, async () => expect(await counts(error())).to.equal(true));
  }

  it('does not count as a try what Node itself throws when nobody answers', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const error = await rejection(fetch(`http://127.0.0.1:${port}/`));
    expect(error).to.include({ message: 'fetch failed' });
    expect(await counts(error)).to.equal(false);
  });

  it('believes a consumer that says whether the commit is at fault', async () => {
    for (const transient of [true, false]) {
      const consumer = new NoteTaker();
      const error = transient ? new Error('no') : coded('ECONNREFUSED');
      consumer.take = async () => [{ stream: 'a', version: 1, error, transient }];
      const letters: DeadLetter[] = [];
      const deadLetters = { put: async (letter: DeadLetter) => void letters.push(letter) };
      await new Delivery(new MemoryStore(), consumer, { deadLetters, tries: 1 }).deliver(commitsOf('a', [1]));
      expect(letters).to.have.length(transient ? 0 : 1);
    }
  });

  it('asks the application about an error and each of its causes', async () => {
    const shutdown = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const asked: unknown[] = [];
    const isTransient = (error: unknown) => {
      asked.push(error);
      return error === shutdown;
    };
    expect(await counts(shutdown)).to.equal(true);
    expect(await counts(within(shutdown), { isTransient })).to.equal(false);
    expect(asked.at(-1)).to.equal(shutdown);
    expect(await counts(new Error('other'), { isTransient })).to.equal(true);
  });

  it('counts a try where the application fails to answer that', async () => {
    const isTransient = () => {
      throw new Error('a mistake');
    };
    expect(await counts(new Error('no'), { isTransient })).to.equal(true);
  });
});
