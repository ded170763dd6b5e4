/** Options that lead to different parts of a template. */
export const VARIATIONS: Readonly<Record<string, readonly string[]>> = {
  'a table': ['--name', 'orders'],
  'a table without a stream': ['--name', 'orders', '--no-stream'],
  'a table with another stream, to be deleted at will': [
    ...['--name', 'orders', '--stream', 'NEW_AND_OLD_IMAGES', '--no-deletion-protection'],
  ],
  'two tables with everything': [
    ...['--name', 'orders', '--singleton', 'orders-reservations', '--rcap', '5', '--wcap', '10', '--pitr'],
    ...['--tags', 'team=sales,stage=test'],
  ],
  'a table with a consumer': ['--name', 'orders', '--consumer', 'projections', '--consumer-role', 'worker'],
};

/** By the name of the fixture, without what its format is called. */
export const GOLDEN = {
  orders: 'a table',
  'orders-with-consumer': 'a table with a consumer',
  'orders-with-everything': 'two tables with everything',
} as const;

/** What must not be taken for syntax, whatever it looks like. */
export const ODD_TEXTS = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's, not ours.
  '${var.name}',
  '$${var.name}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's, not ours.
  '$$${var.name}',
  '%{ if true }x%{ endif }',
  '%%{ if true }',
  '"quoted" \\ and \\n escaped',
  'of two\nlines\ttabbed',
  'yes',
  'null',
  '0x1F',
  '2010-09-09',
  '12:30',
  '- item: "x" # no comment',
  "it's",
  '!Ref TableName',
  '&anchor *alias {a: b} [c]',
  'ünïcode 日本 🚢',
  '\u2028\u0000\u007f',
];
