import { readFileSync } from 'node:fs';

/** A block of TypeScript in a document, and the file that a comment before it says it shows. */
export interface CodeBlock {
  readonly code: string;
  /** Undefined for a block that shows no file. */
  readonly source: string | undefined;
}

export const BLOCK = /(?:<!-- ([\w./-]+) -->\n)?```ts\n([\s\S]*?)```/g;

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(BLOCK)].map(([, source, code = '']) => ({ source, code }));
}

/** A file as a document shows it: without what is for tools only. */
export const shown = (path: string): string => readFileSync(path, 'utf8').replace(/^\/\/ biome-ignore-all .*\n/, '');
