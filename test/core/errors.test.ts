import {
  ConcurrencyError,
  EventHandlerError,
  EventSourceError,
  InvalidAggregateIdError,
  InvalidStreamError,
  isEventSourceError,
  OutcomeUnknownError,
  ProjectionError,
  UnserializableError,
} from '@eventsource/core';
import { expect } from 'chai';

describe('Errors', () => {
  it('are told by their name, also across two copies of the package', () => {
    const ours = new ConcurrencyError('order:o-1', 7);
    const theirs = Object.assign(new Error('of another copy'), { name: 'ConcurrencyError' });
    for (const error of [ours, theirs]) {
      expect(isEventSourceError(error, 'ConcurrencyError')).to.equal(true);
      expect(isEventSourceError(error, 'OutcomeUnknownError')).to.equal(false);
    }
    expect(isEventSourceError({ name: 'ConcurrencyError' }, 'ConcurrencyError')).to.equal(false);
    expect(isEventSourceError(undefined, 'ConcurrencyError')).to.equal(false);
  });

  it('keep what caused them', () => {
    const cause = new Error('socket hang up');
    const error = new OutcomeUnknownError('order:o-1', 'i-1', { cause });
    expect(error).to.be.instanceOf(EventSourceError).and.include({ cause, id: 'i-1', stream: 'order:o-1' });
    expect(String(error)).to.match(/^OutcomeUnknownError: .*\{ id: "i-1" \}/);
  });

  it('say in their message what caused them, where that is what has to be corrected', () => {
    const cause = new RangeError('The balance is below 0.');
    for (const error of [
      new EventHandlerError('account:a', 3, 'Deposited', { cause }),
      new ProjectionError('balances@1', 'account:a', 3, 'Deposited', { cause }),
    ]) {
      expect(error.message).to.match(/Deposited .*"account:a" at version 3: The balance is below 0\.$/);
    }
    expect(new EventHandlerError('account:a', 3, 'Deposited', { cause: 'no' }).message).to.match(/: no$/);
  });

  it('say what is wrong with an aggregate id', () => {
    const message = (value: unknown) => new InvalidAggregateIdError('ShipOrder', 'orderId', value).message;
    expect(message('')).to.include('is empty: it must be a string that is not empty');
    expect(message(null)).to.include('is null: it must');
    expect(message(undefined)).to.include('is undefined: it must');
    expect(message(7)).to.include('is of type number: it must');
  });

  it('shorten the name of a stream that is too long to be one', () => {
    expect(new InvalidStreamError('o'.repeat(5000), 'it is too long.').message).to.have.length.below(200);
  });

  it('name the path only where there is one', () => {
    expect(new UnserializableError('Event "x"', '', 'is bad.').message).to.equal(
      'Event "x" cannot be serialized: it is bad.',
    );
    expect(new UnserializableError('Event "x"', 'a.b', 'is bad.').message).to.equal(
      'Event "x" cannot be serialized: "a.b" is bad.',
    );
  });
});
