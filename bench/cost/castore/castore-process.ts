import { Command, tuple } from '@castore/core';
import type { BenchProcess } from '../contender.js';
import { posting } from '../posting.js';
import type { Ledgers } from './ledger.js';

class Overdrawn extends Error {}

interface Input {
  readonly events: number;
  readonly overdraw?: boolean;
}

/** Commands as castore's guide writes them: get the aggregate, decide, push. It keeps nothing between two commands. */
export class CastoreProcess implements BenchProcess {
  readonly #ledgers: Ledgers;
  readonly #command;
  /** Called once, between the read and the write of the next command. */
  #between: (() => Promise<void>) | undefined;

  constructor(ledgers: Ledgers, id: string) {
    this.#ledgers = ledgers;
    this.#command = new Command({
      commandId: 'POST',
      requiredEventStores: tuple(ledgers),
      handler: async ({ events, overdraw }: Input, [store]) => {
        const { aggregate } = await store.getAggregate(id);
        if (overdraw) throw new Overdrawn();
        await this.#takeBetween();
        const last = aggregate?.version ?? 0;
        // Of the two documented ways the cheaper: pushed as one group, n events cost 2n write units.
        for (let version = last + 1; version <= last + events; version += 1) {
          await store.pushEvent({ aggregateId: id, version, type: 'posted', payload: posting(version) });
        }
      },
    });
  }

  async warm(): Promise<void> {}

  post(): Promise<void> {
    return this.#run({ events: 1 });
  }

  postThree(): Promise<void> {
    return this.#run({ events: 3 });
  }

  async overdraw(): Promise<void> {
    await this.#run({ events: 1, overdraw: true }).catch((error: unknown) => {
      if (!(error instanceof Overdrawn)) throw error;
    });
  }

  postBeaten(rival: () => Promise<void>): Promise<void> {
    this.#between = rival;
    return this.post();
  }

  #run(input: Input): Promise<void> {
    return this.#command.handler(input, [this.#ledgers]);
  }

  async #takeBetween(): Promise<void> {
    const between = this.#between;
    this.#between = undefined;
    await between?.();
  }
}
