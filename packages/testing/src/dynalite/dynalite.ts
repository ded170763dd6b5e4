import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CreateTableInput, DynamoDB, DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** A running dynalite; {@link startDynalite} makes one. */
export class Dynalite {
  /** @internal */
  constructor(
    private readonly server: Server,
    /** Where it answers: `http://127.0.0.1:<port>`. */
    readonly endpoint: string,
    private readonly connect: (config: DynamoDBClientConfig) => DynamoDB,
  ) {}

  /** A new client for each call, with made-up credentials: those of the environment are never used. */
  client(config: DynamoDBClientConfig = {}): DynamoDBClient {
    return this.#connect(config);
  }

  /** Creates a table, and resolves once it is ACTIVE: dynalite, like AWS, refuses to serve a table before. */
  async createTable(definition: CreateTableInput): Promise<void> {
    const client = this.#connect({});
    await client.createTable(definition);
    while ((await client.describeTable({ TableName: definition.TableName })).Table?.TableStatus !== 'ACTIVE') {
      await sleep(1);
    }
  }

  /**
   * Answers pending requests, ends every connection, drops all tables, and leaves nothing that would keep the process
   * alive.
   */
  async stop(): Promise<void> {
    if (!this.server.listening) return;
    // Connections end once they are idle: dynalite throws, out of reach of any handler, if its data goes before.
    const idle = setInterval(() => this.server.closeIdleConnections(), 2);
    try {
      await new Promise<void>((resolve, reject) => this.server.close((error) => (error ? reject(error) : resolve())));
    } finally {
      clearInterval(idle);
    }
  }

  #connect(config: DynamoDBClientConfig): DynamoDB {
    return this.connect({
      region: 'us-east-1',
      credentials: { accessKeyId: 'dynalite', secretAccessKey: 'dynalite' },
      ...config,
      endpoint: this.endpoint,
    });
  }
}
