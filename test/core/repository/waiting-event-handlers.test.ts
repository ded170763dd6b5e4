import { Aggregate, EventHandler, MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { Deposited } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';

@Aggregate('waiting')
class Waiting {
  @EventHandler()
  protected deposited(_: Deposited) {
    return Promise.reject(new Error('Nobody listens to this.'));
  }
}

describe('An event handler of an aggregate that returns a promise, which only running it shows', () => {
  it('fails before anything is stored', async () => {
    const { repository } = application(new MemoryStore(), { aggregates: [Waiting] });
    const error = await rejection(repository.save(Waiting, 'w-1', [new Deposited(1)]));

    expect(error).to.include({ name: 'EventHandlerError', event: 'Deposited', version: 1 });
    expect(error).to.have.property('cause').that.is.instanceOf(TypeError);
    expect((await repository.load(Waiting, 'w-1')).version).to.equal(0);
  });
});
