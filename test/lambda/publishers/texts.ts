import fc from 'fast-check';

/** Characters of all kinds, halves of surrogate pairs included, with more than their share of the odd ones. */
const characters = fc.oneof(
  fc.integer({ min: 0, max: 0xff }),
  fc.integer({ min: 0xd7f0, max: 0xe00f }),
  fc.integer({ min: 0xfdd0, max: 0xffff }),
  fc.integer({ min: 0, max: 0xffff }),
);

export const texts = fc
  .array(characters, { minLength: 1, maxLength: 20 })
  .map((codes) => String.fromCharCode(...codes));
