import { EventSourceError } from '@eventsource/core';
import type { ResourceName } from '../resource.js';

/**
 * Someone else has the value; the error does not say who. It stays reserved until its owner releases it or an
 * administrator revokes it.
 */
export class NotOwnerError extends EventSourceError {
  override readonly name = 'NotOwnerError';
  readonly type: string;
  readonly id: string;

  constructor({ type, id }: ResourceName) {
    super(`The ${type || 'value'} "${id}" is reserved for someone else: only its owner may release it.`);
    this.type = type;
    this.id = id;
  }
}
