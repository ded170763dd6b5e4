import {
  Aggregate,
  ConfigurationError,
  type Middleware,
  provide,
  UnhandledEventError,
  UnknownCommandError,
  UnserializableError,
} from '@eventsource/core';
import { type Expectation, type Scenario, scenario } from '@eventsource/testing';
import { expect } from 'chai';
import { expectTypeOf } from 'expect-type';
import {
  AlreadyLent,
  Book,
  Fined,
  Lend,
  Lent,
  LOAN_DAYS,
  Praised,
  Reserve,
  Reserved,
  Return,
  Returned,
} from './library/book.js';
import { BookPut, CarelessShelf, Put } from './library/careless-shelf.js';
import { assertionErrorOf } from './rejection-of.js';

const options = {
  services: [provide(LOAN_DAYS, 14)],
  clock: { now: () => new Date('2026-03-01T12:00:00Z') },
};
const due = new Date('2026-03-15T12:00:00Z');
const book = scenario(Book, options);

describe('scenario', () => {
  it('passes when the command emits the expected event', async () => {
    await book.when(new Lend('b-1', 'Ann')).emits(new Lent('Ann', due));
  });

  it('passes when several events come in the expected order', async () => {
    const late = new Date('2026-02-01T12:00:00Z');
    await book.given(new Lent('Ann', late)).when(new Return('b-1')).emits(new Returned(), new Fined('Ann', 50));
  });

  it('takes given events in order, also when they are given in two steps', async () => {
    await book
      .given(new Lent('Ann', due), new Returned())
      .given(new Lent('Bob', due))
      .when(new Lend('b-1', 'Cid'))
      .rejects(AlreadyLent, { reader: 'Bob' });
  });

  it('passes when nothing is emitted and nothing was expected', async () => {
    await book.given(new Reserved('Ann')).when(new Reserve('b-1', 'Ann')).emitsNothing();
    await book.when(new Return('b-1')).emitsNothing();
  });

  it('passes when the command is rejected with the expected class and fields', async () => {
    const command = new Lend('b-1', 'Bob');
    await book.given(new Lent('Ann', due)).when(command).rejects(AlreadyLent);
    await book.given(new Lent('Ann', due)).when(command).rejects(Error);
    await book.given(new Lent('Ann', due)).when(command).rejects(AlreadyLent, { reader: 'Ann', name: 'AlreadyLent' });
  });

  it('can be asked several things about one run', async () => {
    const lending = book.when(new Lend('b-1', 'Ann'));
    await lending.emits(new Lent('Ann', due));
    await lending.emits(new Lent('Ann', due));
  });

  it('starts anew each time from the same given events', async () => {
    const lent = book.given(new Lent('Ann', due));
    await lent.when(new Return('b-1')).emits(new Returned());
    await lent.when(new Lend('b-1', 'Bob')).rejects(AlreadyLent);
    await book.when(new Lend('b-1', 'Bob')).emits(new Lent('Bob', due));
  });

  it('is no promise before it is told what to expect', () => {
    expectTypeOf<Scenario>().not.toHaveProperty('then');
    expectTypeOf<Awaited<Expectation>>().toBeNever();
    expect(book).not.to.have.property('then');
  });

  it('does not compile with fields that the error does not have', async () => {
    const lending = book.given(new Lent('Ann', due)).when(new Lend('b-1', 'Bob'));
    // @ts-expect-error: AlreadyLent has a reader, and no author
    await assertionErrorOf(lending.rejects(AlreadyLent, { author: 'Ende' }));
    // @ts-expect-error: an aggregate is a class that is built without arguments
    expect(() => scenario(Lend)).not.to.throw();
  });

  describe('that fails', () => {
    it('shows the difference in a value, with the class', async () => {
      const { message, actual, expected } = await assertionErrorOf(
        book.when(new Lend('b-1', 'Ann')).emits(new Lent('Bob', due)),
      );
      expect(message).to.match(/^Lend emitted other events than expected\./);
      expect(message).to.match(/Lent \{/);
      expect(message).to.match(/\+ {5}reader: 'Ann'/);
      expect(message).to.match(/- {5}reader: 'Bob'/);
      expect([actual, expected]).to.deep.equal([[new Lent('Ann', due)], [new Lent('Bob', due)]]);
    });

    it('tells events of different classes apart though their fields are the same', async () => {
      const late = book.given(new Lent('Ann', new Date(0))).when(new Return('b-1'));
      const { message } = await assertionErrorOf(late.emits(new Returned(), new Praised('Ann', 50)));
      expect(message).to.match(/\+ {3}Fined \{/);
      expect(message).to.match(/- {3}Praised \{/);
    });

    it('insists on the order of events', async () => {
      const late = book.given(new Lent('Ann', new Date(0))).when(new Return('b-1'));
      await assertionErrorOf(late.emits(new Fined('Ann', 50), new Returned()));
    });

    it('insists on every event, and on no other', async () => {
      const late = book.given(new Lent('Ann', new Date(0))).when(new Return('b-1'));
      await assertionErrorOf(late.emits(new Returned()));
      await assertionErrorOf(late.emits(new Returned(), new Fined('Ann', 50), new Returned()));
      await assertionErrorOf(late.emits());
    });

    it('shows the events that were not expected', async () => {
      const { message } = await assertionErrorOf(book.when(new Lend('b-1', 'Ann')).emitsNothing());
      expect(message).to.match(/^Lend emitted events, and none were expected\.[\s\S]+Lent \{/);
    });

    it('says that the command was rejected, and keeps the rejection as the cause', async () => {
      const lending = book.given(new Lent('Ann', due)).when(new Lend('b-1', 'Bob'));
      for (const failing of [lending.emits(new Lent('Bob', due)), lending.emitsNothing()]) {
        const { message, cause } = await assertionErrorOf(failing);
        expect(message).to.equal('Lend was rejected with AlreadyLent: The book is with Ann.');
        expect(cause).to.be.instanceOf(AlreadyLent);
      }
    });

    it('says what was emitted when a rejection was expected', async () => {
      const { message } = await assertionErrorOf(book.when(new Lend('b-1', 'Ann')).rejects(AlreadyLent));
      expect(message).to.equal('Lend was not rejected with AlreadyLent: it emitted Lent.');
      const { message: nothing } = await assertionErrorOf(book.when(new Return('b-1')).rejects(AlreadyLent));
      expect(nothing).to.equal('Return was not rejected with AlreadyLent: it emitted nothing.');
    });

    it('says which other error came', async () => {
      const lending = book.given(new Lent('Ann', due)).when(new Lend('b-1', 'Bob'));
      const { message, cause } = await assertionErrorOf(lending.rejects(RangeError));
      expect(message).to.equal('Lend was not rejected with RangeError, but with AlreadyLent: The book is with Ann.');
      expect(cause).to.be.instanceOf(AlreadyLent);
    });

    it('shows the difference in the fields of an error', async () => {
      const lending = book.given(new Lent('Ann', due)).when(new Lend('b-1', 'Bob'));
      const { message } = await assertionErrorOf(lending.rejects(AlreadyLent, { reader: 'Bob' }));
      expect(message).to.match(
        /^Lend was rejected with another AlreadyLent than expected\.\n[\s\S]*\+ {3}reader: 'Ann'/,
      );
    });

    it('points to the line of the test', async () => {
      const { stack } = await assertionErrorOf(book.when(new Return('b-1')).emits(new Returned()));
      expect(stack?.split('\n').find((line) => line.startsWith('    at '))).to.include('scenario.test.');
    });

    it('names a command that the aggregate does not handle', async () => {
      const { message, cause } = await assertionErrorOf(book.when(new Put(() => {})).emitsNothing());
      expect(message).to.include('UnknownCommandError');
      expect(cause).to.be.instanceOf(UnknownCommandError);
    });
  });

  describe('that is wrong itself', () => {
    it('rejects with every mistake in the decorated classes', async () => {
      @Aggregate('')
      class Nameless {}
      const mistaken = scenario(Nameless).when(new Return('b-1'));
      expect(await mistaken.rejects(Error).catch((error: unknown) => error)).to.be.instanceOf(ConfigurationError);
    });

    it('does not take a given event that cannot be for the expected rejection', async () => {
      const unhandled = scenario(Book, options).given(new BookPut('Momo')).when(new Return('b-1'));
      expect(await unhandled.rejects(Error).catch((error: unknown) => error)).to.be.instanceOf(UnhandledEventError);

      const unserializable = book.given(new Lent('Ann', due), Object.assign(new Returned(), { at: 1n }));
      const returning = unserializable.when(new Return('b-1')).rejects(Error);
      expect(await returning.catch((error: unknown) => error)).to.be.instanceOf(UnserializableError);
    });

    it('does not take a service that is missing for the expected rejection', async () => {
      const poor = scenario(Book).when(new Lend('b-1', 'Ann'));
      expect(await poor.rejects(Error).catch((error: unknown) => error)).to.be.instanceOf(ConfigurationError);
    });
  });

  describe('runs what the application runs:', () => {
    it('the serializer, on given, emitted and expected events', async () => {
      const unheard = Object.assign(new Reserved('Ann'), { note: undefined });
      await book.when(new Reserve('b-1', 'Ann')).emits(unheard);
      await book.when(new Reserve('b-1', 'Ann')).emits(new Reserved('Ann'));
      await book.when(new Lend('b-1', '')).rejects(RangeError);
    });

    it('the clock and the services that it is given', async () => {
      const elsewhere = { services: [provide(LOAN_DAYS, 1)], clock: { now: () => new Date(0) } };
      await scenario(Book, elsewhere)
        .when(new Lend('b-1', 'Ann'))
        .emits(new Lent('Ann', new Date(24 * 60 * 60 * 1000)));
    });

    it('the ids that it is given, of which the given events use none', async () => {
      const ids: string[] = [];
      const middleware: Middleware = async (invocation, next) => {
        const committed = await next(invocation);
        ids.push(committed.id);
        return committed;
      };
      let made = 0;
      const next = () => {
        made += 1;
        return `id-${made}`;
      };
      await scenario(Book, { ...options, middleware: [middleware], ids: { next } })
        .given(new Lent('Ann', due))
        .when(new Return('b-1'))
        .emits(new Returned());
      expect(ids).to.deep.equal(['id-1']);
    });

    it('a command with its metadata and its expected version', async () => {
      await book.when(new Reserve('b-1', 'Ann'), { metadata: { note: 'soon' } }).emits(new Reserved('Ann', 'soon'));
      await book
        .given(new Reserved('Bob'))
        .when(new Reserve('b-1', 'Ann'), { expectedVersion: 1 })
        .emits(new Reserved('Ann'));
    });

    it('the aggregate under the id of the command', async () => {
      const seen: string[] = [];
      const middleware: Middleware = (invocation, next) => {
        seen.push(`${invocation.aggregate} ${invocation.aggregateId}`);
        return next(invocation);
      };
      await scenario(Book, { ...options, middleware: [middleware] })
        .when(new Return('b-7'))
        .emitsNothing();
      expect(seen).to.deep.equal(['book b-7']);
    });

    it('an aggregate whose handlers are those of a base class', async () => {
      @Aggregate('rare-book')
      class RareBook extends Book {
        override lend(): never {
          throw new AlreadyLent('the museum');
        }
      }
      await scenario(RareBook, options).when(new Lend('b-1', 'Ann')).rejects(AlreadyLent, { reader: 'the museum' });
      await scenario(RareBook, options).when(new Reserve('b-1', 'Ann')).emits(new Reserved('Ann'));
    });

    it('the class as it is, and leaves it so', async () => {
      const methods = Object.getOwnPropertyNames(CarelessShelf.prototype).map((name) =>
        Reflect.get(CarelessShelf.prototype, name),
      );
      await scenario(CarelessShelf)
        .when(new Put(() => {}))
        .emits(new BookPut('Momo'));
      const after = Object.getOwnPropertyNames(CarelessShelf.prototype).map((name) =>
        Reflect.get(CarelessShelf.prototype, name),
      );
      expect(after).to.deep.equal(methods);
    });
  });
});
