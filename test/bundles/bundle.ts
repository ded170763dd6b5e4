import { build } from 'esbuild';

/** How a bundler is set: which build of a package it prefers, as far as the package has two. */
export type Builds = 'main' | 'module';

/** A program as it is deployed, in one minified file. */
export interface Bundle {
  readonly code: Uint8Array;
  /** Bytes of the bundle by the file that they come from, by its path from here. */
  readonly files: ReadonlyMap<string, number>;
}

/** Bundles the text of a module, with what it imports from the packages of this repository. */
export async function bundle(text: string, builds: Builds): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: text, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node20',
    mainFields: builds === 'main' ? ['main', 'module'] : ['module', 'main'],
    logLevel: 'silent',
  });
  const [output] = outputFiles;
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  if (!output) throw new TypeError('esbuild made no file.');
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { code: output.contents, files: new Map(used.map(([path, { bytesInOutput }]) => [path, bytesInOutput])) };
}

/** The bytes that come from each package, by its name: `@aws-sdk/client-sns`, `@eventsource/core`. */
export function byPackage({ files }: Bundle): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const [path, size] of files) {
    const name = packageOf(path);
    sizes.set(name, (sizes.get(name) ?? 0) + size);
  }
  return sizes;
}

function packageOf(path: string): string {
  const [, own] = /^packages\/([^/]+)\//.exec(path) ?? [];
  if (own) return `@eventsource/${own}`;
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path;
}
