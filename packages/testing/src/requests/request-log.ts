import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { askingForCapacity, unitsOf } from './consumed-units.js';

/** One request to DynamoDB, with all its attempts. */
export interface LoggedRequest {
  /** As DynamoDB calls it: `'Query'`, `'PutItem'`. */
  readonly operation: string;
  /** How often it was sent: more than 1 when the client tried again, 0 when it failed before it was sent. */
  readonly attempts: number;
  /** Read units that its answer reported, or the least that AWS charges where an emulator reports nothing. */
  readonly readUnits: number;
  /** Write units, in the same way; a refused conditional write counts the least that AWS charges for it. */
  readonly writeUnits: number;
  /** The name of the error it ended with. */
  readonly error?: string;
}

/**
 * Records every request that a DynamoDB client makes, whoever makes it: your code, ours or another library's. It asks
 * DynamoDB to report what each request consumed, and uses nothing but the client's public middleware stack.
 *
 * @example
 * const log = RequestLog.of(client);
 * await dispatcher.dispatch(new ShipOrder('o-1', 'DHL'));
 * assert.deepEqual(log.operations, ['Query', 'PutItem']);
 * assert.deepEqual(log.total, { requests: 2, attempts: 2, readUnits: 1, writeUnits: 1 });
 */
export class RequestLog {
  readonly #requests: LoggedRequest[] = [];
  readonly #attempts = new AsyncLocalStorage<{ attempts: number }>();

  private constructor() {}

  /**
   * Starts recording. Attach it before the client's first request: with `cacheMiddleware: true` a client keeps the
   * middleware that it had then.
   */
  static of(client: DynamoDBClient): RequestLog {
    const log = new RequestLog();
    log.#recordRequests(client);
    log.#countAttempts(client);
    return log;
  }

  /** Every request that has ended, in the order of their ends. */
  get requests(): readonly LoggedRequest[] {
    return [...this.#requests];
  }

  /** The name of each request, in the same order. */
  get operations(): readonly string[] {
    return this.#requests.map(({ operation }) => operation);
  }

  /** The sum over all of them. */
  get total(): { requests: number; attempts: number; readUnits: number; writeUnits: number } {
    return this.#requests.reduce(
      (sum, { attempts, readUnits, writeUnits }) => ({
        requests: sum.requests + 1,
        attempts: sum.attempts + attempts,
        readUnits: sum.readUnits + readUnits,
        writeUnits: sum.writeUnits + writeUnits,
      }),
      { requests: 0, attempts: 0, readUnits: 0, writeUnits: 0 },
    );
  }

  /** Forgets what was recorded, and returns it. Recording goes on. */
  clear(): readonly LoggedRequest[] {
    return this.#requests.splice(0);
  }

  #recordRequests(client: DynamoDBClient): void {
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const operation = (context.commandName ?? 'Unknown').replace(/Command$/, '');
        const input = askingForCapacity(operation, args.input);
        const sent = { attempts: 0 };
        return this.#attempts.run(sent, async () => {
          try {
            const answer = await next({ ...args, input });
            this.#requests.push({ operation, ...sent, ...unitsOf(operation, input, answer.output) });
            return answer;
          } catch (error) {
            this.#requests.push({ operation, ...sent, ...unitsOf(operation, input, error), error: nameOf(error) });
            throw error;
          }
        });
      },
      { step: 'initialize', tags: ['REQUEST_LOG'] },
    );
  }

  /** Below the client's retries, so that each attempt passes here. */
  #countAttempts(client: DynamoDBClient): void {
    client.middlewareStack.add(
      (next) => async (args) => {
        const sent = this.#attempts.getStore();
        if (sent) sent.attempts += 1;
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', tags: ['REQUEST_LOG'] },
    );
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));
