import { randomUUID } from 'node:crypto';
import type { Checkpoint, Checkpoints, Position, StoppedStream } from '@eventsource/core';

/** How a test writes to a transaction of the adapter, and reads what was written. */
export interface ContractReadModel<Transaction> {
  /** Sets a key to a value, in the transaction. */
  write(transaction: Transaction, key: string, value: string): void | Promise<void>;
  /** Reads it consistently; undefined when it was never written. */
  read(key: string): Promise<string | undefined>;
}

/** A consumer that no earlier test, or earlier run on the same database, has used. */
export class ContractConsumer<Transaction> {
  constructor(
    readonly checkpoints: Checkpoints<Transaction>,
    readonly name = `contract@${randomUUID()}`,
  ) {}

  async at(stream: string): Promise<Checkpoint | undefined> {
    return (await this.checkpoints.read(this.name, [stream])).get(stream);
  }

  move(
    stream: string,
    from: number,
    to: number,
    work: (transaction: Transaction) => Promise<void> = async () => {},
  ): Promise<void> {
    return this.checkpoints.move({ consumer: this.name, stream, from, to }, work);
  }

  /** Fails so many times. @returns what was told of the last try. */
  async fail(stream: string, version: number, times = 1): Promise<number> {
    let tries = 0;
    for (let time = 0; time < times; time += 1) tries = await this.checkpoints.fail(this.position(stream, version));
    return tries;
  }

  position(stream: string, version: number): Position {
    return { consumer: this.name, stream, version };
  }

  async stopped(): Promise<readonly StoppedStream[]> {
    const stopped: StoppedStream[] = [];
    for await (const stream of this.checkpoints.stopped(this.name)) stopped.push(stream);
    return stopped.sort((one, other) => (one.stream < other.stream ? -1 : 1));
  }
}
