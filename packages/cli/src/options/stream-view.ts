import type { StreamViewType } from '@aws-sdk/client-dynamodb';
import { InvalidArgumentError } from 'commander';

const VIEWS = new Map<string, StreamViewType>([
  ['new-image', 'NEW_IMAGE'],
  ['new-and-old-images', 'NEW_AND_OLD_IMAGES'],
  ['old-image', 'OLD_IMAGE'],
  ['keys-only', 'KEYS_ONLY'],
]);

/** Reads what a stream carries, in our words or in those of AWS. */
export function streamView(text: string): StreamViewType {
  const view = VIEWS.get(text.toLowerCase().replaceAll('_', '-'));
  if (view) return view;
  throw new InvalidArgumentError(`It must be one of ${[...VIEWS.keys()].join(', ')}.`);
}
