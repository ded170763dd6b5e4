import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { emulatorEnvironment } from './emulator-client.js';

/** Starts a program of this folder in a process of its own, which is not measured for coverage: it may be killed. */
export const forkProgram = (program: string, ...args: readonly string[]): ChildProcess =>
  fork(fileURLToPath(new URL(program, import.meta.url)), args, {
    env: { ...process.env, ...emulatorEnvironment, ...without, ...quiet },
  });

const without = { NODE_V8_COVERAGE: undefined };
/** The SDK announces the end of its support for Node 20 in every process anew. */
const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
