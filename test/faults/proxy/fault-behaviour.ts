import type { Exchange } from './exchange.js';
import type { Fault } from './fault.js';
import type { Random } from './random.js';
import { cancelled, expiredToken, inProgress, serverError, throttlings, transactionConflict } from './refusal.js';
import type { Reply } from './upstream.js';

/** What a fault needs besides the request. */
export interface Surroundings {
  readonly random: Random;
  /** Waits until the caller has given up. */
  readonly wait: () => Promise<void>;
}

type Behaviour = (exchange: Exchange, surroundings: Surroundings) => Promise<void> | void;

/** How each fault is made. Each promise ends when the emulator is done with the request. */
export const behaviours: Readonly<Record<Fault, Behaviour>> = {
  'drop-request': (exchange) => exchange.cut(),
  'drop-response': async (exchange) => {
    await exchange.apply();
    exchange.cut();
  },
  reset: (exchange) => exchange.reset(),
  late: async (exchange, { wait }) => {
    await wait();
    exchange.answer(await exchange.apply());
  },
  hang: () => undefined,
  'hang-applied': async (exchange) => {
    await exchange.apply();
  },
  truncate: async (exchange) => exchange.answerHalf(await exchange.apply()),
  throttle: (exchange, { random }) => exchange.answer(random.pick(throttlingsOf(exchange))),
  'server-error': (exchange) => exchange.answer(serverError),
  'server-error-applied': async (exchange) => {
    await exchange.apply();
    exchange.answer(serverError);
  },
  'expired-token': (exchange) => exchange.answer(expiredToken),
  'transaction-conflict': (exchange) => exchange.answer(conflictOf(exchange)),
};

/** In a transaction, it may also be one of the items that is throttled. */
function throttlingsOf({ transactionSize }: Exchange): readonly [Reply, ...Reply[]] {
  if (transactionSize === 0) return throttlings;
  return [...throttlings, cancelled('ThrottlingError', transactionSize), inProgress];
}

const conflictOf = ({ transactionSize }: Exchange): Reply =>
  transactionSize === 0 ? transactionConflict : cancelled('TransactionConflict', transactionSize);
