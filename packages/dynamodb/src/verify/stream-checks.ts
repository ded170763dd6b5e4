import {
  defaultAddress,
  EventTypes,
  type Fold,
  JsonSerializer,
  type Repository,
  type StreamAddress,
} from '@eventsource/core';
import { Contents } from './checks/contents.js';
import { shape } from './checks/shape.js';
import { size } from './checks/size.js';
import { versions } from './checks/versions.js';
import { Wholeness } from './checks/wholeness.js';
import { StreamWalk } from './stream-walk.js';

export interface StreamCheckOptions {
  readonly repository?: Repository | undefined;
  readonly addressOf?: ((key: string) => StreamAddress | undefined) | undefined;
  readonly nearLimit: number;
}

/** A record whose event no class stands for is told from one that is none. */
const withoutClasses = new JsonSerializer(new EventTypes([]));

/** Gives each stream its own checks. */
export function walkWith({ repository, addressOf, nearLimit }: StreamCheckOptions): (key: string) => StreamWalk {
  const serializer = repository?.serializer ?? withoutClasses;
  const stateless = [versions, shape, size(nearLimit)];
  return (key) => {
    const fold = repository && foldOf(key, repository, addressOf ?? defaultAddress);
    return new StreamWalk(key, [...stateless, new Wholeness()], new Contents(serializer, fold));
  };
}

function foldOf(
  key: string,
  repository: Repository,
  addressOf: (key: string) => StreamAddress | undefined,
): Fold | undefined {
  const address = addressOf(key);
  const fold = address && repository.fold(address);
  return fold?.stream === key ? fold : undefined;
}
