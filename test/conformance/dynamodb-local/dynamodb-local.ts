import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { emulatorFolder } from './archive.js';
import { checkJava } from './java.js';

const START_TIMEOUT = 60_000;

/** Amazon's own emulator, in a process of its own, in memory. It knows streams, which dynalite does not. */
export class DynamoDbLocal {
  readonly #clients = new Set<DynamoDBClient>();
  readonly #kill = () => this.process.kill('SIGKILL');

  private constructor(
    private readonly process: ChildProcess,
    readonly endpoint: string,
  ) {
    process.once('exit', () => globalThis.process.removeListener('exit', this.#kill));
    globalThis.process.once('exit', this.#kill);
  }

  /** Resolves when it answers, about 4 seconds later. The first time it is fetched. */
  static async start(): Promise<DynamoDbLocal> {
    await checkJava();
    const folder = await emulatorFolder();
    const port = await freePort();
    const flags = ['-inMemory', '-disableTelemetry', '-port', String(port)];
    const started = spawn('java', ['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', ...flags], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const local = new DynamoDbLocal(started, `http://127.0.0.1:${port}`);
    await local.#untilAnswering();
    return local;
  }

  /** A client of its own for each call; {@link DynamoDbLocal.stop} destroys it. */
  client(config: DynamoDBClientConfig = {}): DynamoDBClient {
    const client = new DynamoDBClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      ...config,
      endpoint: this.endpoint,
    });
    this.#clients.add(client);
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill();
    const impatient = setTimeout(this.#kill, 5_000);
    await exited;
    clearTimeout(impatient);
  }

  async #untilAnswering(): Promise<void> {
    const complaints: string[] = [];
    this.process.stderr?.on('data', (chunk) => complaints.push(String(chunk)));
    const deadline = Date.now() + START_TIMEOUT;
    while (!(await answers(this.endpoint))) {
      if (this.process.exitCode !== null) throw new Error(`DynamoDB Local ended at once: ${complaints.join('')}`);
      if (Date.now() > deadline) {
        await this.stop();
        throw new Error(`DynamoDB Local did not answer within ${START_TIMEOUT} ms: ${complaints.join('')}`);
      }
      await sleep(50);
    }
  }
}

/** It answers anything, if only with an error. */
const answers = (endpoint: string) =>
  fetch(endpoint, { signal: AbortSignal.timeout(2_000) }).then(
    async (response) => (await response.arrayBuffer()).byteLength >= 0,
    () => false,
  );

/** The emulator takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A TCP server has no port.');
  server.close();
  await once(server, 'close');
  return address.port;
}
