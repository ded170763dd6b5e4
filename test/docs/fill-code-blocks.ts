import { readFileSync, writeFileSync } from 'node:fs';
import { tree } from '../architecture/tree.js';
import { BLOCK, shown } from './code-blocks.js';

/** Puts into each block of a document what the file that it shows says now. */
for (const path of tree().filter((path) => path.endsWith('.md'))) {
  const before = readFileSync(path, 'utf8');
  const after = before.replace(BLOCK, (block, source: string | undefined) =>
    source === undefined ? block : `<!-- ${source} -->\n\`\`\`ts\n${shown(source)}\`\`\``,
  );
  if (after !== before) {
    writeFileSync(path, after);
    console.log(`${path} shows its files again.`);
  }
}
