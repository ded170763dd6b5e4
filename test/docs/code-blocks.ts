import { readFileSync } from 'node:fs';

/** A block of TypeScript in a document, and what a comment before it says it shows. */
export interface CodeBlock {
  readonly code: string;
  /** `path`, or `path#region`. Undefined for a block that shows no file. */
  readonly source: string | undefined;
}

export const BLOCK = /(?:<!-- ([\w./-]+(?:#[\w-]+)?) -->\n)?```ts\n([\s\S]*?)```/g;

const MARKER = /^ *\/\/ #(?:region .*|endregion)\n/gm;

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(BLOCK)].map(([, source, code = '']) => ({ source, code }));
}

/** A file, or one of its regions, as a document shows it: without what is for tools only. */
export function shown(source: string): string {
  const [path = '', name] = source.split('#');
  const text = readFileSync(path, 'utf8').replace(/^\/\/ biome-ignore-all .*\n/, '');
  const code = name === undefined ? text : region(text, name);
  if (code === undefined) throw new Error(`${path} has no region "${name}".`);
  return withoutIndent(code.replace(MARKER, ''));
}

/** What lies between `// #region name` and the `// #endregion` that is indented like it. */
function region(text: string, name: string): string | undefined {
  return new RegExp(`^( *)// #region ${name}\n([\\s\\S]*?)^\\1// #endregion\n`, 'm').exec(text)?.[2];
}

function withoutIndent(code: string): string {
  const indents = code.split('\n').filter((line) => line.trim() !== '');
  const least = Math.min(...indents.map((line) => line.search(/\S/)));
  return code.replace(new RegExp(`^ {${least}}`, 'gm'), '');
}
