import { GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  Aggregate,
  Command,
  CommandHandler,
  Dispatcher,
  Event,
  EventHandler,
  install,
  Repository,
} from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { createCheckpointTable, DynamoDbCheckpoints } from '@eventsource/lambda';
import { createReservationTable, DynamoDbReservations } from '@eventsource/singleton';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { rejection } from '../core/accounts/application.js';

@Event('note-taken')
class NoteTaken {
  constructor(readonly content: unknown) {}
}

@Event('note-forgotten')
class NoteForgotten {}

class NotDecorated {}

@Command('notebook')
class TakeNote {
  constructor(
    readonly notebook: string,
    readonly content: unknown,
  ) {}
}

@Command('notebook')
class EmitStray {
  constructor(
    readonly notebook: string,
    readonly stray: object,
  ) {}
}

@Command('notebook')
class Unheard {
  constructor(readonly notebook: string) {}
}

@Aggregate('notebook')
class Notebook {
  notes = 0;

  @CommandHandler()
  take({ content }: TakeNote) {
    return new NoteTaken(content);
  }

  @CommandHandler()
  stray({ stray }: EmitStray) {
    return stray;
  }

  @EventHandler()
  protected taken(_: NoteTaken) {
    this.notes++;
  }
}

describe('a first mistake', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
    await createTable({ table: 'notes', client: dynalite.client() });
  });

  after(() => dynalite.stop());

  function application(options: Parameters<typeof dynamoDb>[0] = { table: 'notes', client: dynalite.client() }) {
    const app = container.createChildContainer();
    install(app, { aggregates: [Notebook] }, dynamoDb(options));
    return app;
  }

  const dispatcher = async (): Promise<Dispatcher> => application().resolve(Dispatcher);

  const stored = async () => (await dynalite.client().send(new ScanCommand({ TableName: 'notes' }))).Items ?? [];

  it('with a command nobody handles is told, with nothing stored', async () => {
    const error = await rejection((await dispatcher()).dispatch(new Unheard('n')));

    expect(error).to.include({ name: 'UnknownCommandError', command: 'Unheard' });
    expect(await stored()).to.deep.equal([]);
  });

  for (const [what, command, message] of [
    ['a class', TakeNote, 'not the class TakeNote: dispatch new TakeNote(…).'],
    ['a plain object', { notebook: 'n', content: 1 }, 'not a plain object: make one with new'],
    ['what JSON holds', JSON.parse('{"notebook":"n"}'), 'not a plain object: make one with new'],
    ['an object without a class', Object.create(null), 'not a plain object: make one with new'],
    ['a list', [new TakeNote('n', 1)], 'not a list: make one with new'],
    ['a function', () => new TakeNote('n', 1), 'not a function: make one with new'],
    ['nothing', undefined, 'not undefined: make one with new'],
    ['a word', 'take-note', 'not take-note: make one with new'],
  ] as const) {
    it(`with ${what} in place of a command is told, with nothing stored`, async () => {
      // As where nothing checks types.
      const dispatching = Reflect.apply(Dispatcher.prototype.dispatch, await dispatcher(), [command]);
      const error = await rejection(dispatching);

      expect(error).to.have.property('name', 'InvalidCommandError');
      expect(error).to.have.property('message').that.includes(message);
      expect(error).to.have.property('message').that.has.length.below(200);
      expect(await stored()).to.deep.equal([]);
    });
  }

  it('with two handlers for one command is told before anything runs', () => {
    @Aggregate('notebook')
    class Twice extends Notebook {
      @CommandHandler()
      takeToo({ content }: TakeNote) {
        return new NoteTaken(content);
      }
    }
    const installing = () =>
      install(
        container.createChildContainer(),
        { aggregates: [Twice] },
        dynamoDb({ table: 'notes', client: dynalite.client() }),
      );

    expect(installing).to.throw().with.nested.include({
      name: 'ConfigurationError',
      'mistakes[0].code': 'command-handled-twice',
      'mistakes[0].where': 'Twice.takeToo',
    });
  });

  it('with an event class that has no name is told before anything runs', () => {
    @Aggregate('nameless')
    class Nameless {
      @EventHandler()
      protected on(_: NotDecorated) {}
    }
    const installing = () =>
      install(
        container.createChildContainer(),
        { aggregates: [Nameless] },
        dynamoDb({ table: 'notes', client: dynalite.client() }),
      );

    expect(installing).to.throw().with.nested.include({
      name: 'ConfigurationError',
      'mistakes[0].code': 'event-undecorated',
      'mistakes[0].where': 'NotDecorated',
    });
  });

  for (const [what, id] of [
    ['an empty id', ''],
    ['no id', undefined],
    ['a number as id', 7],
  ] as const) {
    it(`with ${what} in the command is told, with nothing stored`, async () => {
      const command = Object.assign(Object.create(TakeNote.prototype), { notebook: id, content: 1 });

      const error = await rejection((await dispatcher()).dispatch(command));

      expect(error).to.include({
        name: 'InvalidAggregateIdError',
        target: 'TakeNote',
        property: 'notebook',
        value: id,
      });
      expect(await stored()).to.deep.equal([]);
    });
  }

  it('with an event that its aggregate does not handle is told, with nothing stored', async () => {
    const error = await rejection((await dispatcher()).dispatch(new EmitStray('n', new NoteForgotten())));

    expect(error).to.include({ name: 'UnhandledEventError', aggregate: 'Notebook', event: 'NoteForgotten' });
    expect(await stored()).to.deep.equal([]);
  });

  it('with something emitted that is no event is told, with nothing stored', async () => {
    const error = await rejection((await dispatcher()).dispatch(new EmitStray('n', new NotDecorated())));

    expect(error).to.have.property('name', 'InvalidEventError');
    expect(await stored()).to.deep.equal([]);
  });

  const cycle: { self?: object } = {};
  cycle.self = cycle;
  for (const [what, content, path] of [
    ['a bigint', { count: 1n }, 'content.count'],
    ['a cycle', cycle, 'content.self'],
    ['a function', [() => 1], 'content[0]'],
  ] as const) {
    it(`with ${what} in an event is told with its path, with nothing stored`, async () => {
      const error = await rejection((await dispatcher()).dispatch(new TakeNote('n', content)));

      expect(error).to.include({ name: 'UnserializableError', target: 'Event "note-taken"', path });
      expect(await stored()).to.deep.equal([]);
    });
  }

  it('with an item over 400 KB is told with its size, with nothing stored', async () => {
    const error = await rejection((await dispatcher()).dispatch(new TakeNote('n', 'x'.repeat(410_000))));

    expect(error).to.include({ name: 'CommitTooLargeError', stream: 'notebook:n', limit: 409_600 });
    expect(error).to.have.property('size').that.is.above(410_000);
    expect(await stored()).to.deep.equal([]);
  });

  for (const [what, record, name] of [
    ['a stored name nobody knows', '{"t":"note-burnt","d":{}}', 'UnknownEventError'],
    ['a "__proto__" key', '{"t":"note-taken","d":{"__proto__":{"admin":true}}}', 'MalformedRecordError'],
  ] as const) {
    it(`with ${what} in the table is told, and the table is left as it is`, async () => {
      const client = dynalite.client();
      const key = { key: { S: `notebook:${name}` }, partition: { N: '1' } };
      await client.send(new PutItemCommand({ TableName: 'notes', Item: { ...key, _1: { B: Buffer.from(record) } } }));

      const error = await rejection((await dispatcher()).dispatch(new TakeNote(name, 'x')));

      expect(error).to.include({ name, stream: `notebook:${name}`, version: 1 });
      const { Item } = await client.send(new GetItemCommand({ TableName: 'notes', Key: key }));
      expect(Buffer.from(Item?._1?.B ?? []).toString()).to.equal(record);
      expect(Object.prototype).to.not.have.property('admin');
    });
  }

  it('with a table that does not exist is told, and is no new aggregate', async () => {
    const repository = application({ table: 'nowhere', client: dynalite.client() }).resolve(Repository);

    expect(await rejection(repository.load(Notebook, 'n'))).to.include({
      name: 'TableNotFoundError',
      table: 'nowhere',
    });
  });

  it('with an environment variable that is not set is told, with the table it was to name', async () => {
    // biome-ignore lint/style/noNonNullAssertion: this is the mistake.
    const table = process.env.NO_SUCH_VARIABLE!;
    const unset = (holds: string) =>
      `The option "table" for ${holds} is undefined: is an environment variable not set?`;

    expect(() => dynamoDb({ table })).to.throw(unset('events'));
    expect(() => new DynamoDbCheckpoints({ table })).to.throw(unset('checkpoints'));
    expect(() => new DynamoDbReservations({ table })).to.throw(unset('reservations'));
    expect(await rejection(createTable({ table }))).to.have.property('message', unset('events'));
    expect(await rejection(createCheckpointTable({ table }))).to.have.property('message', unset('checkpoints'));
    expect(await rejection(createReservationTable({ table }))).to.have.property('message', unset('reservations'));
  });

  it('with an endpoint that is down is told', async () => {
    const repository = application({ table: 'notes', endpoint: 'http://127.0.0.1:1' }).resolve(Repository);

    const error = await rejection(repository.load(Notebook, 'n'));

    expect(error).to.have.property('name', 'StoreUnavailableError');
    expect(error).to.have.property('message').that.includes('http://127.0.0.1:1');
  });
});
