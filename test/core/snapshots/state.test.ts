import { Aggregate, EventHandler } from '@eventsource/core';
import { expect } from 'chai';
import { applying, Changed, throughSnapshot } from './through-snapshot.js';

const snapshot = { every: 1 };

@Aggregate('forgetful', { snapshot })
class Forgetful {
  owner: string | undefined = 'Joe';
  note?: string = 'by the initialiser';
  limit: number | null = 5;

  @EventHandler()
  protected changed(_: Changed) {
    applying();
    this.owner = undefined;
    delete this.note;
    this.limit = null;
  }
}

@Aggregate('replacing', { snapshot })
class Replacing {
  list = ['by the initialiser', 'too'];
  record: Record<string, number> = { initial: 1 };
  nested = { inner: { initial: [1, 2, 3] } };

  @EventHandler()
  protected changed(_: Changed) {
    applying();
    this.list = [];
    this.record = { later: 2 };
    this.nested = { inner: { initial: [4] } };
  }
}

class Base {
  protected readonly counts = { changes: 0 };
  private secret = 'initial';

  protected reveal(secret: string) {
    this.secret = secret;
  }

  get text() {
    return `${this.secret} ${this.counts.changes}`;
  }
}

@Aggregate('hiding', { snapshot })
class Hiding extends Base {
  private readonly lines: { readonly sku: string; readonly note: string | undefined }[] = [];

  @EventHandler()
  protected changed(_: Changed) {
    applying();
    this.counts.changes++;
    this.reveal('revealed');
    this.lines.push({ sku: 'a', note: undefined });
  }

  get skus() {
    return this.lines.map(({ sku }) => sku);
  }
}

@Aggregate('growing', { snapshot })
class Growing {
  [field: string]: unknown;

  @EventHandler()
  protected changed(_: Changed) {
    applying();
    Object.assign(this, { added: 1, constructor: 2, toString: 3, total: -0 });
  }
}

describe('A snapshot', () => {
  it('knows of fields that became undefined, null or nothing at all since the initialisers ran', async () => {
    const { owner, note, limit } = await throughSnapshot(Forgetful);
    expect([owner, note, limit]).to.deep.equal([undefined, undefined, null]);
  });

  it('replaces what initialisers made: lists and objects are not merged', async () => {
    const { list, record, nested } = await throughSnapshot(Replacing);
    expect({ list, record, nested }).to.deep.equal({
      list: [],
      record: { later: 2 },
      nested: { inner: { initial: [4] } },
    });
  });

  it('holds private and protected fields, those of base classes too, and gives back an instance', async () => {
    const restored = await throughSnapshot(Hiding);
    expect(restored).to.be.instanceOf(Hiding);
    expect([restored.text, restored.skus]).to.deep.equal(['revealed 1', ['a']]);
  });

  it('holds fields that came later, whatever their names', async () => {
    const restored = await throughSnapshot(Growing);
    expect({ ...restored }).to.deep.equal({ added: 1, constructor: 2, toString: 3, total: 0 });
  });
});
