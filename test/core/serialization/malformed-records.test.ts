import { MalformedRecordError, UnknownEventError } from '@eventsource/core';
import { expect } from 'chai';
import { Transform, Type } from 'class-transformer';
import { event, failure, named, position } from './serializer.js';

class Shipped {
  readonly carrier: string = 'DHL';
}

class Dated {
  @Type(() => Date)
  readonly at: Date = new Date(0);
}

class Picky {
  @Transform(({ value }) => BigInt(value), { toClassOnly: true })
  readonly cents: bigint = 0n;
}

const shipped = named('shipped', Shipped);

function refusal(record: string | Uint8Array, type = shipped): MalformedRecordError {
  const error = failure(() => event(record, type));
  if (!(error instanceof MalformedRecordError)) throw error;
  expect(error).to.include(position);
  expect(error.message).to.include('stream "order:o-1" at version 7');
  return error;
}

describe('A record is refused, with its stream and version,', () => {
  const texts: readonly [what: string, text: string][] = [
    ['that is empty', ''],
    ['that is no JSON', '{"t":"shipped","d":{'],
    ['with something after its JSON', '{"t":"shipped","d":{}}{}'],
    ['with a byte order mark inside', '{"t":"shipped",\uFEFF"d":{}}'],
  ];
  for (const [what, text] of texts) {
    it(what, () => {
      expect(refusal(text).cause).to.be.instanceOf(SyntaxError);
    });
  }

  it('that is no UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{"t":"shipped","d":{"carrier":"'), Buffer.of(0xff), Buffer.from('"}}')]);
    expect(refusal(bytes).cause).to.be.instanceOf(TypeError);
  });

  const shapes: readonly string[] = [
    'null',
    '7',
    '"shipped"',
    '[]',
    '[{"t":"shipped","d":{}}]',
    '{}',
    '{"t":"shipped"}',
    '{"d":{}}',
    '{"t":7,"d":{}}',
    '{"t":null,"d":{}}',
    '{"t":"shipped","d":null}',
    '{"t":"shipped","d":[]}',
    '{"t":"shipped","d":"{}"}',
    '{"t":"shipped","d":{},"v":0}',
    '{"t":"shipped","d":{},"v":-1}',
    '{"t":"shipped","d":{},"v":1.5}',
    '{"t":"shipped","d":{},"v":"1"}',
    '{"t":"shipped","d":{},"v":null}',
    '{"t":"shipped","d":{},"a":"yesterday"}',
    '{"t":"shipped","d":{},"a":0}',
    '{"t":"shipped","d":{},"a":null}',
    '{"t":"shipped","d":{},"m":[]}',
    '{"t":"shipped","d":{},"m":null}',
    '{"t":"shipped","d":{},"m":"user"}',
    '{"t":"shipped","d":{},"m":{"user":7}}',
    '{"t":"shipped","d":{},"m":{"user":{"name":"Ann"}}}',
  ];
  for (const text of shapes) {
    it(`of another shape: ${text}`, () => {
      expect(refusal(text).problem).to.equal('it is not of the form {"t":"<stored name>","d":{…}}.');
    });
  }

  it('that is nested deeper than any stack', () => {
    const deep = `${'['.repeat(100_000)}"\\u0041"${']'.repeat(100_000)}`;
    expect(refusal(`{"t":"shipped","d":{"carrier":${deep}}}`).cause).to.be.instanceOf(RangeError);
  });

  it('that holds no date where its class has one', () => {
    for (const at of ['"yesterday"', '{}', 'true', '[""]']) {
      expect(refusal(`{"t":"dated","d":{"at":${at}}}`, named('dated', Dated)).problem).to.match(
        /does not fit Dated.*is not a date/,
      );
    }
  });

  it('that a conversion of the user’s fails on, with the error as cause', () => {
    const { problem, cause } = refusal('{"t":"picky","d":{"cents":"many"}}', named('picky', Picky));
    expect(problem).to.match(/^its data does not fit Picky/);
    expect(cause).to.be.instanceOf(SyntaxError);
  });
});

describe('A record with a stored name that no installed aggregate handles', () => {
  for (const name of ['burnt', 'Shipped', 'toString', '__proto__', 'constructor', '']) {
    it(`is refused with stream, version and name: "${name}"`, () => {
      const error = failure(() => event(`{"t":"${name}","d":{},"v":3}`, shipped));
      expect(error).to.be.instanceOf(UnknownEventError);
      expect(error).to.include({ ...position, storedName: name, schemaVersion: 3 });
    });
  }
});
