import { describeEventHandlers } from '../description/describe-event-handlers.js';
import { Mistakes } from '../description/mistakes.js';
import type { Class } from '../metadata/class.js';

/**
 * The events that a projection has handlers for: for a filter before it, which lets nothing else through, and for tools.
 *
 * @example
 * handledEvents(Balances); // [Deposited, Withdrawn]
 */
export const handledEvents = (projection: Class): readonly Class[] => [
  ...describeEventHandlers(projection, new Mistakes()).keys(),
];
