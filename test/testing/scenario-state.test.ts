import { scenario } from '@eventsource/testing';
import { expect } from 'chai';
import { BookPut, CarelessShelf, type Misdeed, Position, Put, PutLater } from './library/careless-shelf.js';
import { assertionErrorOf } from './rejection-of.js';

const shelf = scenario(CarelessShelf).given(new BookPut('Emil'));

const misdeeds: Readonly<Record<string, Misdeed>> = {
  'sets a field': (shelf) => {
    shelf.titles = [];
  },
  'adds a field': (shelf) => {
    shelf.label = 'M';
  },
  'removes a field': (shelf) => Reflect.deleteProperty(shelf, 'position'),
  'adds to an array': (shelf) => shelf.titles.push('Momo'),
  'adds to a map': (shelf) => shelf.byTitle.set('Momo', new Position(2)),
  'changes an object in a map': (shelf) => Object.assign(shelf.byTitle.get('Emil') ?? {}, { row: 7 }),
  'removes from a set': (shelf) => shelf.colours.delete('red'),
  'sets a date': (shelf) => shelf.opened.setFullYear(1973),
  'writes into a buffer': (shelf) => shelf.bytes.fill(0),
  'changes a nested object': (shelf) => {
    shelf.position.row += 1;
  },
  'replaces an object by one of another class': (shelf) => Object.assign(shelf, { position: { row: 1 } }),
};

describe('scenario of a command handler that changes state', () => {
  for (const [what, misdeed] of Object.entries(misdeeds)) {
    it(`reports one that ${what}`, async () => {
      const { message } = await assertionErrorOf(shelf.when(new Put(misdeed)).emits(new BookPut('Momo')));
      expect(message).to.include(
        "CarelessShelf.put changed the aggregate's state while it decided: change it in an event handler.",
      );
    });
  }

  it('shows what changed', async () => {
    const adding = shelf.when(new Put((shelf) => shelf.titles.push('Momo')));
    const { message } = await assertionErrorOf(adding.emits(new BookPut('Momo')));
    expect(message).to.match(/\n\+ {5}'Momo'/);
  });

  it('reports one that is async', async () => {
    const adding = shelf.when(new PutLater(async (shelf) => shelf.titles.push('Momo')));
    const { message } = await assertionErrorOf(adding.emits(new BookPut('Momo')));
    expect(message).to.match(/^CarelessShelf\.putLater changed/);
  });

  it('reports one that rejects afterwards', async () => {
    const spoil: Misdeed = (shelf) => {
      shelf.titles.push('Momo');
      throw new RangeError('The shelf is full.');
    };
    for (const command of [new Put(spoil), new PutLater(spoil)]) {
      const { message } = await assertionErrorOf(shelf.when(command).rejects(RangeError));
      expect(message).to.match(/^CarelessShelf\.put(Later)? changed/);
    }
  });

  it('reports nothing about one that only looks', async () => {
    const look: Misdeed = (shelf) => [...shelf.titles, shelf.byTitle.get('Emil'), shelf.opened.getTime(), shelf.self];
    await shelf.when(new Put(look)).emits(new BookPut('Momo'));
    await shelf.when(new PutLater(look)).emits(new BookPut('Momo'));
  });

  it('lets event handlers change what they like', async () => {
    await shelf
      .given(new BookPut('Ronja'))
      .when(new Put(() => {}))
      .emits(new BookPut('Momo'));
  });
});
