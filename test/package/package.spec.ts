import { tableDefinition } from '@eventsource/dynamodb';
import { checkpointTableDefinition, checkpointTableExpiry } from '@eventsource/lambda';
import { expect } from 'chai';
import { Project } from './project.js';

const SHIPPED = 'Order o-1 [version 2] shipped 2026-01-02T03:04:05.000Z\n';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const keysOf = ({ KeySchema, AttributeDefinitions }: ReturnType<typeof tableDefinition>) => ({
  KeySchema,
  AttributeDefinitions,
});

describe('a project that installs the published packages', () => {
  let project: Project;

  before(async () => {
    project = await Project.create();
  });

  after(() => project?.remove());

  it('finds the code, its types and its sources in them, and a licence', () => {
    for (const { name, files } of project.packages) {
      const paths = files.map(({ path }) => path);
      expect(paths, name).to.include.members(['LICENSE', 'package.json', 'dist/index.js', 'dist/index.d.ts']);
      expect(paths.filter(isCompiled).map(sourceOf), name).to.have.members(paths.filter(isSource));
    }
  });

  it('runs when tsc compiled it, with handlers that leave their classes to the compiler', async () => {
    await project.run('node', 'node_modules/typescript/bin/tsc', '-p', '.');
    expect(await project.run('node', 'dist/main.js')).to.equal(SHIPPED);
    expect(await project.run('node', 'dist/inferred.js')).to.equal('Counter c-1 [version 1]\n');
  });

  it('begins as the README says, and says which table it was not told', async () => {
    const begin = (orders: string) =>
      project.run(
        'node',
        '--input-type=module',
        '-e',
        `process.env.ORDERS = '${orders}'; await import('./dist/application.js')`,
      );
    expect(await begin('orders')).to.equal('');
    expect(await failureOf(begin(''))).to.include(
      'The option "table" for events is empty: is an environment variable not set?',
    );
  });

  it('compiles with the TypeScript before the one that built the packages, for a bundler', async () => {
    const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler'];
    await project.run('node', 'node_modules/typescript-5/bin/tsc', '-p', '.', '--noEmit', ...bundler);
  });

  it('runs as a minified bundle of esbuild', async () => {
    expect(await runBundle('main')).to.equal(SHIPPED);
  });

  it('learns from install that a bundler emitted no metadata', async () => {
    expect(await failureOf(runBundle('inferred'))).to.match(
      /ConfigurationError[\s\S]*name the class, as in @CommandHandler[\s\S]*\[metadata-missing\]/,
    );
  });

  it('runs as a bundle of the module builds, which is the smaller one', async () => {
    expect(await runBundle('main', '--main-fields=module,main')).to.equal(SHIPPED);
  });

  it('runs as a bundle that is an ES module', async () => {
    const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
    const options = [
      '--bundle',
      '--platform=node',
      '--format=esm',
      '--main-fields=module,main',
      `--banner:js=${banner}`,
    ];
    await project.run('node_modules/.bin/esbuild', 'src/main.ts', ...options, '--outfile=out/main.mjs');
    expect(await project.run('node', 'out/main.mjs')).to.equal(SHIPPED);
  });

  it('has the command, which creates the table that it is told to', async () => {
    const args = ['dynamodb', 'create-table', '--name', 'orders', '--dryrun', '--json'];
    const [{ operation, input }] = JSON.parse(await project.run('node_modules/.bin/eventsource', ...args));
    expect({ operation, table: input.TableName }).to.deep.equal({ operation: 'CreateTable', table: 'orders' });
  });

  it('is deployed by the CDK with the tables that the packages define, and a mapping that blocks no shard', async () => {
    await project.run('node', 'node_modules/typescript/bin/tsc', '-p', 'infrastructure');
    const printed = await project.run('node', 'dist/infrastructure/stack.js');
    const { Resources }: { Resources: Record<string, Resource> } = JSON.parse(printed);
    const of = (type: string) =>
      Object.values(Resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));
    const [events, checkpoints] = of('AWS::DynamoDB::Table');
    expect(events).to.deep.include(keysOf(tableDefinition('')));
    expect(events).to.deep.include({ StreamSpecification: { StreamViewType: 'NEW_IMAGE' } });
    expect(checkpoints).to.deep.include(keysOf(checkpointTableDefinition('')));
    expect(checkpoints).to.deep.include({
      GlobalSecondaryIndexes: checkpointTableDefinition('').GlobalSecondaryIndexes,
      TimeToLiveSpecification: checkpointTableExpiry('').TimeToLiveSpecification,
    });
    const [mapping] = of('AWS::Lambda::EventSourceMapping');
    expect(mapping).to.deep.include({
      BisectBatchOnFunctionError: true,
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 43_200,
      MaximumRetryAttempts: 100,
      ParallelizationFactor: 1,
      StartingPosition: 'TRIM_HORIZON',
    });
    expect(mapping).to.have.nested.property('DestinationConfig.OnFailure.Destination');
  });

  it('may be CommonJS', async () => {
    const script = "console.log(typeof require('@eventsource/core').install)";
    expect(await project.run('node', '--input-type=commonjs', '-e', script)).to.equal('function\n');
  });

  it('answers over HTTP with Hono, Express and Fastify', async () => {
    await project.run('node', 'node_modules/typescript/bin/tsc', '-p', 'http');
    const lines = ['hono', 'express', 'fastify'].flatMap((name) => Array(2).fill(`${name} 204 "2"\n`));
    expect(await project.run('node', 'dist/http/main.js')).to.equal(lines.join(''));
  });

  it('is injected by NestJS, in an application that is CommonJS', async () => {
    await project.run('node', 'node_modules/typescript/bin/tsc', '-p', 'nest');
    expect(await project.run('node', 'dist/nest/main.cjs')).to.equal('Order o-1 [version 1]\n');
  });

  it('learns from the first decorator that a bundler takes decorators for those of the standard', async () => {
    const standard = runBundle('main', '--target=es2022', '--tsconfig-raw={}');
    expect(await failureOf(standard)).to.match(/StandardDecoratorsError[\s\S]*"experimentalDecorators": true/);
  });

  it('runs with tsx', async () => {
    expect(await project.run('node_modules/.bin/tsx', 'src/main.ts')).to.equal(SHIPPED);
  });

  it('runs with vitest', async () => {
    expect(await project.run('node_modules/.bin/vitest', 'run', '--dir', 'src')).to.match(/Tests +3 passed/);
  });

  async function runBundle(name: string, ...options: readonly string[]): Promise<string> {
    const bundling = ['--bundle', '--minify', '--platform=node', `--outfile=out/${name}.cjs`, ...options];
    await project.run('node_modules/.bin/esbuild', `src/${name}.ts`, ...bundling);
    return project.run('node', `out/${name}.cjs`);
  }
});

const failureOf = (running: Promise<unknown>): Promise<string> =>
  running.then(
    () => 'nothing failed',
    (error: unknown) => String(error),
  );

const isCompiled = (path: string) => /^dist\/.*\.js$/.test(path);
const isSource = (path: string) => /^src\/.*(?<!\.d)\.ts$/.test(path);
const sourceOf = (compiled: string) => compiled.replace(/^dist/, 'src').replace(/js$/, 'ts');
