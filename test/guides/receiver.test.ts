import { cloudEvent } from '@eventsource/lambda';
import { expect } from 'chai';
import { Receiver } from '../../examples/guides/publishing/receiver.js';

describe('the receiver of the guide to publishing', () => {
  const message = (source: string, stream: string, version: number) =>
    cloudEvent(
      {
        ...{ stream, version, name: `${source}${stream}`, schemaVersion: 1, time: undefined, metadata: {} },
        ...{ data: String(version), record: new Uint8Array() },
      },
      { source },
    );

  it('takes each event once', () => {
    const receiver = new Receiver();
    for (const version of [1, 2, 1, 2, 3]) receiver.receive(message('/eu/', 'order:o-1', version));
    expect(receiver.taken).to.deep.equal(['/eu/order:o-1 1', '/eu/order:o-1 2', '/eu/order:o-1 3']);
  });

  it('confuses neither two sources nor streams that differ in a control character or a slash', () => {
    const receiver = new Receiver();
    for (const source of ['/eu', '/us']) {
      for (const stream of ['a\n', 'a\r', 'a', 'a/1', '/a']) receiver.receive(message(source, stream, 1));
    }
    expect(receiver.taken).to.have.length(10);
  });
});
