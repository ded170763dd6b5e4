import { Dispatcher, Repository } from '@eventsource/core';
import { expect } from 'chai';
import { application } from '../application.js';

describe('An aggregate and messages that import each other', () => {
  it('work when the decorators name functions that return the classes', async () => {
    // The message first: then the aggregate, which it imports, is evaluated before it.
    const { OpenDoor } = await import('./circular/open-door.js');
    const { Door } = await import('./circular/door.js');
    const app = application({ aggregates: [Door] });
    const { events } = await app.resolve(Dispatcher).dispatch(new OpenDoor('d-1', 'Joe'));
    expect(events).to.deep.equal([{ hinges: 2, by: 'Joe' }]);
    expect((await app.resolve(Repository).load(Door, 'd-1')).aggregate.openedBy).to.equal('Joe');
  });
});
