import { packages, read } from './tree.js';

/** One module that a package lets others import. */
export interface EntryPoint {
  /** As others import it: `@eventsource/lambda/sns`. */
  readonly name: string;
  readonly package: string;
  /** Its source: `packages/lambda/src/sns/index.ts`. */
  readonly path: string;
}

/** Those that the `exports` of each manifest name, and no others. */
export const entryPoints: readonly EntryPoint[] = packages.flatMap((name) => {
  const { exports }: { exports: Readonly<Record<string, { readonly default: string }>> } = JSON.parse(
    read(`packages/${name}/package.json`),
  );
  return Object.entries(exports).map(([entry, { default: file }]) => ({
    name: `@eventsource/${name}${entry.slice(1)}`,
    package: name,
    path: file.replace(/^\.\/dist\//, `packages/${name}/src/`).replace(/\.js$/, '.ts'),
  }));
});
