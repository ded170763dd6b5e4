import { Option } from 'commander';

/** What the options of {@link moduleOptions} come to. */
export interface ModuleOptions {
  readonly module?: string;
  readonly export?: string;
}

/** The user's application, for commands that understand its events. {@link loadApplication} loads it. */
export const moduleOptions = (): Option[] => [
  new Option('--module <path>', 'JavaScript module of your application: it exports the container of install()'),
  new Option('--export <name>', 'which export of the module; else "container", "repository" or the default'),
];

/** For commands that are of no use without it. */
export const requiredModuleOptions = (): Option[] =>
  moduleOptions().map((option) => (option.long === '--module' ? option.makeOptionMandatory() : option));

/** For the details of such a command. */
export const MODULE_DETAILS =
  'The module given with --module exports a tsyringe container that install() has filled, a Repository, or a ' +
  'function, async or not, that returns one of them. It is loaded by Node.js: for TypeScript, compile it, or set ' +
  'NODE_OPTIONS="--import tsx".';
