import type { Exchange } from './exchange.js';
import type { Fault } from './fault.js';
import type { Random } from './random.js';
import { expiredToken, serverError, throttlings, transactionConflict } from './refusal.js';

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
  throttle: (exchange, { random }) => exchange.answer(random.pick(throttlings)),
  'server-error': (exchange) => exchange.answer(serverError),
  'server-error-applied': async (exchange) => {
    await exchange.apply();
    exchange.answer(serverError);
  },
  'expired-token': (exchange) => exchange.answer(expiredToken),
  'transaction-conflict': (exchange) => exchange.answer(transactionConflict),
};
