import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { forkProgram } from '../fork-program.js';
import type { WorkerMessage, WorkerOptions } from '../worker/worker-options.js';

/** How long a process lives, in milliseconds from its being ready; `undefined` for as long as it needs. */
export type Lives = () => number | undefined;

/** One worker over all the processes that it takes: each is killed when its time is up, and another continues. */
export class WorkerProcess {
  kills = 0;
  /** How many of its steps are done. */
  steps = 0;
  readonly #options: Omit<WorkerOptions, 'restarts'>;
  readonly #lives: Lives;
  #child: ChildProcess | undefined;
  #stopped = false;

  constructor(options: Omit<WorkerOptions, 'restarts'>, lives: Lives) {
    this.#options = options;
    this.#lives = lives;
  }

  /** Resolves when all steps are done. @throws when a process ends by itself before that. */
  async run(): Promise<void> {
    while (!this.#stopped && !(await this.#live())) this.kills += 1;
  }

  /** Ends it for good. */
  stop(): void {
    this.#stopped = true;
    this.#child?.kill('SIGKILL');
  }

  /** @returns whether the worker came to its end. */
  async #live(): Promise<boolean> {
    const child = forkProgram('worker/worker.js', JSON.stringify({ ...this.#options, restarts: this.kills }));
    this.#child = child;
    const life = new AbortController();
    child.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') this.steps = message.steps;
      else void this.#kill(child, life.signal);
    });
    const [code, signal]: unknown[] = await once(child, 'exit');
    life.abort();
    if (code === 0) return true;
    if (signal === 'SIGKILL') return false;
    throw new Error(`Worker ${this.#options.worker} ended with ${code ?? signal}.`);
  }

  async #kill(child: ChildProcess, signal: AbortSignal): Promise<void> {
    const life = this.#lives();
    if (life === undefined) return;
    await sleep(life, undefined, { signal }).then(
      () => child.kill('SIGKILL'),
      () => undefined,
    );
  }
}
