import { EventSourceError } from '@eventsource/core';
import type { ResourceName } from '../resource.js';

/**
 * The registry gave no reliable answer: the change may have been made, or may still be. Making it again does no harm,
 * and shows the outcome.
 */
export class ReservationUnansweredError extends EventSourceError {
  override readonly name = 'ReservationUnansweredError';
  readonly type: string;
  readonly id: string;

  constructor({ type, id }: ResourceName, options?: ErrorOptions) {
    super(
      `A change to the reservation of the ${type || 'value'} "${id}" was not answered, so it may or may not be made: make it again.`,
      options,
    );
    this.type = type;
    this.id = id;
  }
}
