import { ArchiveLineError, archiveLine, readArchiveLine } from '@eventsource/lambda';
import { expect } from 'chai';
import fc from 'fast-check';
import { texts } from './texts.js';

describe('a line of the archive', () => {
  const at = { stream: 'order:o-1', version: 3 };

  it('shows the record as the JSON that it is', () => {
    const line = archiveLine({ ...at, record: Buffer.from('{"t":"shipped","d":{"n":9007199254740993}}') });
    expect(line).to.equal('{"stream":"order:o-1","version":3,"record":{"t":"shipped","d":{"n":9007199254740993}}}');
  });

  it('holds a record that is no JSON on one line as base64', () => {
    for (const record of ['{"t":\n"shipped"}', 'shipped', '{"t":"\xff"}', '{"t":', '\ufeff{}', '']) {
      const bytes = Buffer.from(record, 'latin1');
      const line = archiveLine({ ...at, record: bytes });
      expect(JSON.parse(line).record).to.equal(bytes.toString('base64'));
      expect(line).to.not.include('\n');
    }
  });

  it('gives back every byte that was stored, and whose it is', () => {
    const json = fc.json().map((text) => Buffer.from(text));
    const record = fc.oneof(
      json,
      fc.object().map((value) => Buffer.from(JSON.stringify(value))),
      fc.uint8Array(),
    );
    const stream = fc.oneof(texts, fc.constant('","version":9,"record":{}}'));
    fc.assert(
      fc.property(fc.record({ stream, version: fc.integer({ min: 1 }), record }), (event) => {
        const { record: read, ...where } = readArchiveLine(archiveLine(event));
        expect(where).to.deep.equal({ stream: event.stream, version: event.version });
        expect(Buffer.compare(read, event.record)).to.equal(0);
      }),
    );
  });

  it('is read when a transformation has written it anew', () => {
    const line = '{ "version": 3, "stream": "order:o-1", "record": {"t":"shipped"}, "seen": true }';
    const { record, ...where } = readArchiveLine(line);
    expect(where).to.deep.equal(at);
    expect(Buffer.from(record).toString()).to.equal('{"t":"shipped"}');
  });

  it('gives back the text of the record as it stands there, wherever that is', () => {
    const record = '{"t":"shipped","d":{"n":9007199254740993,"text":"}\\",\\"record\\":{"}}';
    const line = archiveLine({ ...at, record: Buffer.from(record) });
    const members = [`"stream":"${at.stream}"`, `"version":${at.version}`, `"record":${record}`];
    for (const touched of [
      line,
      line.replace(/\}$/, ',"ingested":"2026"}'),
      line.replace('{"stream"', '{"ingested":{"record":{}},"stream"'),
      `{${members.toReversed().join(' , ')}}`,
      `{${members.join(',\t')} } `,
      line.replace('"record"', '"\\u0072ecord"'),
    ]) {
      const read = readArchiveLine(touched);
      expect({ ...read, record: Buffer.from(read.record).toString() }, touched).to.deep.equal({ ...at, record });
    }
  });

  it('is refused when it is something else', () => {
    for (const line of [
      '',
      '{',
      '7',
      'null',
      '{"stream":"a","version":1.5,"record":{}}',
      '{"stream":"a","version":1}',
    ]) {
      expect(() => readArchiveLine(line), line)
        .to.throw(ArchiveLineError)
        .with.property('line', line);
    }
  });
});
