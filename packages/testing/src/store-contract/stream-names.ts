import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { EventSourceError, InvalidStreamError, type Store, StreamVersion } from '@eventsource/core';
import { ContractStream } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';

const unusual = {
  spaces: ' a  b ',
  slashes: '/a//b\\c',
  colons: 'order:1:2::',
  hashes: 'a#b##',
  punctuation: `!"$%&'()*+,-.;<=>?@[]^_\`{|}~`,
  'a line break and a tab': 'a\nb\tc\r\n',
  'the null character': 'a\u0000b',
  'accents and other scripts': 'Größe-日本語-العربية',
  emoji: '👩‍👩‍👧‍👦🇨🇭',
  'the end of the Unicode range': '\u{10ffff}\ufffd\uffff',
};

/** Pairs that a careless key would take for one; `id` stands for something unique. */
const alike: readonly (readonly [string, string])[] = [
  ['id a', 'id A'],
  ['id', 'id '],
  ['id', ' id'],
  ['id 1', 'id 01'],
  ['id 1', 'id 1.0'],
  ['id:1', 'id:10'],
  ['id:a:b', 'id:a%3Ab'],
  ['id/a', 'id//a'],
  ['id\u00e9', 'ide\u0301'],
  ['id\u00df', 'idss'],
  ['id\u0000a', 'id\u0000b'],
  [`id${'x'.repeat(1_000)}1`, `id${'x'.repeat(1_000)}2`],
];

export const streamNames = {
  'stores under names with every kind of character': async ({ store }) => {
    for (const [what, name] of Object.entries(unusual)) {
      const stream = new ContractStream(store, `${randomUUID()}${name}`);
      await stream.append([what]);
      assert.deepEqual(await stream.stored(), stream.written, `a name with ${what} loads something else`);
      assert.ok(await store.read(stream.name, 1), `a name with ${what} cannot be read`);
    }
  },

  'stores under the names of properties that every object has': async ({ store }) => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      await assertStores(store, name);
    }
  },

  'stores under a name of 1,500 bytes': async ({ store }) => {
    const stream = new ContractStream(store, `${randomUUID()}${'é'.repeat(732)}`);
    assert.equal(Buffer.byteLength(stream.name), 1_500);
    await stream.append(['first']);
    await stream.append(['second']);
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'keeps names apart that look alike': async ({ store }) => {
    for (const names of alike) {
      const unique = randomUUID();
      const [one, other] = [names[0].replace('id', unique), names[1].replace('id', unique)];
      await assertApart(new ContractStream(store, one), new ContractStream(store, other));
    }
  },

  'refuses a name it cannot use, or stores under it: never under another': async ({ store }) => {
    const unique = randomUUID();
    for (const ending of ['\ud800', '\udbff', 'x'.repeat(5_000)]) {
      const [one, other] = [`${unique}${ending}`, `${unique}${ending}2`];
      await assertStoresOrRefuses(store, one);
      await assertStoresOrRefuses(store, other);
    }
    assert.deepEqual(await new ContractStream(store, `${unique}\ufffd`).stored(), []);
  },
} satisfies ContractTests;

/** These names are the same in every run, so on a lasting database the stream may have events already. */
async function assertStores(store: Store, name: string): Promise<void> {
  const before = await new ContractStream(store, name).stored();
  const version = before.reduce((sum, { records }) => sum + records.length, 0);
  const record = randomUUID();
  await store.append({ ...new ContractStream(store, name).commit([record]), after: StreamVersion.start.plus(version) });
  const after = await new ContractStream(store, name).stored();
  assert.deepEqual(after.slice(0, -1), before, `"${name}"`);
  assert.deepEqual(after.at(-1)?.records, [record], `"${name}"`);
}

async function assertApart(one: ContractStream, other: ContractStream): Promise<void> {
  await one.append(['one']);
  await other.append(['other']);
  for (const stream of [one, other]) {
    assert.deepEqual(await stream.stored(), stream.written, `"${one.name}" and "${other.name}" are mixed up`);
  }
}

async function assertStoresOrRefuses(store: Store, name: string): Promise<void> {
  const stream = new ContractStream(store, name);
  const refusal = await stream.append([name]).catch((error: unknown) => error);
  if (refusal === undefined) return assert.deepEqual(await stream.stored(), stream.written);
  assert.ok(refusal instanceof EventSourceError, `refused with ${String(refusal)}, not with an InvalidStreamError`);
  assert.equal(refusal.name, InvalidStreamError.name);
}
