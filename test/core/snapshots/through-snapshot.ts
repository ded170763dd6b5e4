import { type Class, Event, Repository } from '@eventsource/core';
import { assert } from 'chai';
import { application } from '../application.js';
import { WatchedStore } from './watched-store.js';

@Event('changed')
export class Changed {}

let applied = 0;

/** To be called by the event handlers of these tests: who is restored from a snapshot applies nothing. */
export const applying = (): void => {
  applied++;
};

/** An aggregate that takes a snapshot with every event, after one of them, as the snapshot brings it back. */
export async function throughSnapshot<T extends object>(type: Class<T>): Promise<T> {
  const store = new WatchedStore();
  const repository = application({ aggregates: [type], store }).resolve(Repository);
  await repository.save(type, 's-1', [new Changed()]);
  assert.deepEqual(store.versions, [1], 'the snapshots that were taken');
  applied = 0;
  const { aggregate } = await repository.load(type, 's-1');
  assert.equal(applied, 0, 'the events that were applied in spite of the snapshot');
  return aggregate;
}
