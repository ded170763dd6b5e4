export { main } from './main.js';
export { type ExitCode, run } from './run.js';
export type { Io } from './terminal/io.js';
