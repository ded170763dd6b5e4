import type { Checkpoints, ConsumeFailure, ConsumeOptions, Consumer, DeliveredCommit } from '@eventsource/core';

/** Says of each commit that it is there. */
export class Announcer implements Consumer {
  readonly name = 'announcer';

  constructor(
    readonly checkpoints: Checkpoints,
    private readonly say: (text: string) => Promise<void>,
  ) {}

  async take(commits: readonly DeliveredCommit[], options?: ConsumeOptions): Promise<readonly ConsumeFailure[]> {
    const failures = new Map<string, ConsumeFailure>();
    for (const { stream, first, records } of commits) {
      if (failures.has(stream)) continue;
      const move = { consumer: this.name, stream, from: first - 1, to: first - 1 + records.length };
      await this.checkpoints
        .move(move, () => this.say(`${stream} is at version ${move.to}`), options)
        .catch((error: unknown) => failures.set(stream, { stream, version: first, error }));
    }
    return [...failures.values()];
  }
}
