import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What `npm pack --json` says of one tarball. */
export interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** An application of its own, outside the workspace, with our packages installed from their tarballs. */
export class Project {
  private constructor(
    readonly folder: string,
    readonly packages: readonly Packed[],
  ) {}

  /** Packs every package and installs them, with their peers, beside the program in `test/package/project`. */
  static async create(): Promise<Project> {
    const folder = await mkdtemp(join(tmpdir(), 'small-program-'));
    await cp('test/package/project', folder, { recursive: true });
    const project = new Project(folder, await pack(folder));
    const tarballs = project.packages.map(({ filename }) => `./${filename}`);
    await project.run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs, ...(await peers()));
    return project;
  }

  /** Runs a program in the project's folder. Resolves to what it printed; rejects when it fails, with what it printed. */
  async run(program: string, ...args: readonly string[]): Promise<string> {
    try {
      return (await execute(program, args, { cwd: this.folder, env: { ...process.env, NO_COLOR: '1' } })).stdout;
    } catch (cause) {
      const printed = cause instanceof Error && 'stdout' in cause ? cause.stdout : '';
      throw new Error(`${cause}\n${printed}`, { cause });
    }
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

async function pack(folder: string): Promise<Packed[]> {
  const { stdout } = await execute('npm', ['pack', '--workspaces', '--json', '--pack-destination', folder]);
  return JSON.parse(stdout);
}

/** As a user installs them: the ranges that our packages ask for, our own packages aside. */
async function peers(): Promise<string[]> {
  const manifests = (await readdir('packages')).map((name) => readFile(`packages/${name}/package.json`, 'utf8'));
  const ranges: [string, string][] = (await Promise.all(manifests)).flatMap((manifest) =>
    Object.entries(JSON.parse(manifest).peerDependencies ?? {}),
  );
  return ranges.filter(([name]) => !name.startsWith('@eventsource/')).map(([name, range]) => `${name}@${range}`);
}
