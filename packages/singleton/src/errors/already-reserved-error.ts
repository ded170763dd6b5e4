import { EventSourceError } from '@eventsource/core';
import type { ResourceName } from '../resource.js';

/**
 * Someone else has the value. The error does not say who, and has no cause, since that could reveal it. Nothing was
 * reserved: choose another.
 */
export class AlreadyReservedError extends EventSourceError {
  override readonly name = 'AlreadyReservedError';
  readonly type: string;
  readonly id: string;

  constructor({ type, id }: ResourceName) {
    super(`The ${type || 'value'} "${id}" is already reserved: choose another.`);
    this.type = type;
    this.id = id;
  }
}
