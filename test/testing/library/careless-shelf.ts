import { Aggregate, Command, CommandHandler, Event, EventHandler } from '@eventsource/core';

@Event('book-put')
export class BookPut {
  constructor(readonly title: string) {}
}

/** What a command handler of the shelf does to it while it decides. */
export type Misdeed = (shelf: CarelessShelf) => unknown;

@Command('shelf')
export class Put {
  readonly shelf = 's-1';

  constructor(readonly misdeed: Misdeed) {}
}

@Command('shelf')
export class PutLater extends Put {}

export class Position {
  constructor(public row: number) {}
}

/** An aggregate whose command handlers do what they must not. */
@Aggregate('shelf')
export class CarelessShelf {
  titles: string[] = [];
  readonly byTitle = new Map<string, Position>();
  readonly colours = new Set(['red']);
  opened = new Date(0);
  bytes = Buffer.from('abc');
  position = new Position(1);
  self = this;
  label?: string;

  @CommandHandler()
  put({ misdeed }: Put) {
    misdeed(this);
    return new BookPut('Momo');
  }

  @CommandHandler()
  async putLater({ misdeed }: PutLater) {
    await Promise.resolve();
    await misdeed(this);
    return new BookPut('Momo');
  }

  @EventHandler()
  protected bookPut({ title }: BookPut) {
    this.titles.push(title);
    this.byTitle.set(title, new Position(this.titles.length));
  }
}
