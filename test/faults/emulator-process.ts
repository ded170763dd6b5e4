import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { forkProgram } from './fork-program.js';

/** A DynamoDB emulator in a process of its own, so that it competes with nobody for one event loop. */
export class EmulatorProcess {
  private constructor(
    readonly endpoint: string,
    private readonly child: ChildProcess,
  ) {}

  /** dynalite; `'plain'` knows no transactions. */
  static async start(...kind: readonly 'plain'[]): Promise<EmulatorProcess> {
    const child = forkProgram('emulator.js', ...kind);
    const [endpoint] = await once(child, 'message');
    return new EmulatorProcess(String(endpoint), child);
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.disconnect();
    await exited;
  }
}
