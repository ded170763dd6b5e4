/** One module that a file names, whatever way it does. */
export interface Import {
  /** As written: `./order.js`, `tsyringe`, `@eventsource/core`. */
  readonly from: string;
  /** What is taken from it by name, before any `as`; `*` for a namespace, `default` for a default import. */
  readonly names: readonly string[];
}

const COMMENT = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const TEMPLATE = String.raw`\x60(?:\\[\s\S]|[^\x60\\])*\x60`;
const REGULAR = String.raw`(?<=(?:^|[=(,:[!&|?{};>]|\breturn)\s*)\/(?![*\/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^\/\\\n[])+\/[a-z]*`;
const STRING = String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"`;
const TOKENS = new RegExp(`(${COMMENT})|(${TEMPLATE}|${REGULAR})|(${STRING})`, 'g');

/** The text without its comments, templates and regular expressions; strings are kept, since they name modules. */
export const code = (text: string): string =>
  text.replace(TOKENS, (_, comment?: string, quoted?: string, string?: string) =>
    comment === undefined ? (string ?? quote(quoted)) : ' ',
  );

/** The text without what any of its strings say, too. */
export const syntax = (text: string): string =>
  text.replace(TOKENS, (_, comment?: string, quoted?: string, string?: string) =>
    comment === undefined ? quote(string ?? quoted) : ' ',
  );

const quote = (quoted = '') => `${quoted.slice(0, 1)}${quoted.slice(0, 1)}`;

const STATIC = /(?:^|[;}])\s*(?:import|export)\s+(?:type\s+)?([^'";()=]*?)\s*\bfrom\s*(['"])(.+?)\2/gm;
const BARE = /(?:^|[;}])\s*import\s*(['"])(.+?)\1/gm;
const CALLED = /\b(?:import|require|resolve)\s*\(\s*(['"])(.+?)\1/gm;

/** TypeScript 7 has no compiler API, so imports are read from the text. */
export function importsOf(text: string): Import[] {
  const stripped = code(text);
  return [
    ...[...stripped.matchAll(STATIC)].map(([, clause = '', , from = '']) => ({ from, names: namesOf(clause) })),
    ...[...stripped.matchAll(BARE)].map(([, , from = '']) => ({ from, names: [] })),
    ...[...stripped.matchAll(CALLED)].map(([, , from = '']) => ({ from, names: ['*'] })),
  ];
}

function namesOf(clause: string): string[] {
  const [, before = '', braced = ''] = /^([^{]*)(?:\{([^}]*)\})?/.exec(clause) ?? [];
  const outside = before.split(',').map((name) => name.trim());
  const inside = braced.split(',').map((name) => name.trim().replace(/^type\s+/, ''));
  return [
    ...outside.filter(Boolean).map((name) => (name.startsWith('*') ? '*' : 'default')),
    ...inside.filter(Boolean).map((name) => name.replace(/\s+as\s+.*$/, '')),
  ];
}
