import { EventSourceError } from '@eventsource/core';
import type { ResourceName } from '../resource.js';

/** The registry gave no reliable answer: the change may be made, or may still be. To make it again does no harm, and tells. */
export class ReservationUnansweredError extends EventSourceError {
  override readonly name = 'ReservationUnansweredError';
  readonly type: string;
  readonly id: string;

  constructor({ type, id }: ResourceName, options?: ErrorOptions) {
    super(`A change to the reservation of the ${type || 'value'} "${id}" was not answered: make it again.`, options);
    this.type = type;
    this.id = id;
  }
}
