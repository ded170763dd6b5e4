import { InvalidResourceError } from './errors/invalid-resource-error.js';
import { reservationKey } from './reservation-key.js';
import type { Resource, ResourceName } from './resource.js';

/** What DynamoDB takes as a partition key, in bytes of UTF-8. */
const MAX_KEY_SIZE = 2048;

/**
 * The owner, who is an aggregate most often, may be as long as a key. The type may be empty, since it is in tables of the Go
 * library; an empty id or owner is something that was forgotten.
 *
 * @throws {InvalidResourceError}
 */
export function checkResource({ owner, ...name }: Resource): void {
  checkName(name);
  if (name.id === '') throw new InvalidResourceError('id', 'it is empty.');
  if (owner === '') throw new InvalidResourceError('owner', 'it is empty.');
  checkText('owner', owner);
  checkSize('owner', owner);
}

/**
 * An empty id passes here, so that what the Go library reserved under one can be revoked.
 *
 * @throws {InvalidResourceError} when DynamoDB would refuse the key, or store another.
 */
export function checkName(name: ResourceName): void {
  checkText('type', name.type);
  checkText('id', name.id);
  if (name.tenant !== undefined) checkText('tenant', name.tenant);
  checkSize('key', reservationKey(name));
}

/** A lone surrogate has no UTF-8: DynamoDB would store U+FFFD, and so take two texts for one. */
function checkText(part: string, text: string): void {
  if (typeof text !== 'string')
    throw new InvalidResourceError(part, `it is of type ${typeof text}, but it must be a string.`);
  if (/\p{Surrogate}/u.test(text)) throw new InvalidResourceError(part, 'it holds half of a surrogate pair.');
}

function checkSize(part: string, text: string): void {
  const size = Buffer.byteLength(text);
  if (size > MAX_KEY_SIZE) throw new InvalidResourceError(part, `it takes ${size} bytes of ${MAX_KEY_SIZE}.`);
}
