import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Made by tools, as `.gitignore` lists them. */
const MADE = new Set(['.git', 'node_modules', 'dist', 'build', 'coverage', '.cache']);

/** Every file of the repository, by its path from the root, with `/` between folders. */
export function tree(folder = '', root = process.cwd()): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !MADE.has(name) && !name.endsWith('.tgz'))
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      return entry.isDirectory() ? tree(path, root) : [path];
    });
}

/** The names of the folders directly in this one. */
export function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !MADE.has(entry.name))
    .map((entry) => entry.name);
}

export const read = (path: string): string => readFileSync(path, 'utf8');

/** What a rule is broken by, one `path: what` a line, so that a failing test shows all of it at once. */
export function offences(paths: readonly string[], find: (text: string, path: string) => readonly string[]): string[] {
  return paths.flatMap((path) => find(read(path), path).map((what) => `${path}: ${what}`));
}

export const packages = folders('packages');
/** Ambient declarations aside: they speak of other people's modules. */
export const typescript = tree().filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
export const sources = typescript.filter((path) => /^packages\/[^/]+\/src\//.test(path));

/** The modules of a package that it imports by a `#name`, one for each condition that its manifest gives. */
export function conditional(name: string): ReadonlyMap<string, readonly string[]> {
  const { imports = {} }: { readonly imports?: Readonly<Record<string, Readonly<Record<string, string>>>> } =
    JSON.parse(read(`packages/${name}/package.json`));
  const sourceOf = (file: string) => file.replace(/^\.\/dist\//, `packages/${name}/src/`).replace(/\.js$/, '.ts');
  return new Map(
    Object.entries(imports).map(([from, byCondition]) => [from, Object.values(byCondition).map(sourceOf)]),
  );
}
