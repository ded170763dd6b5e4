import { type CommandContext } from '@eventsource/core';
import { Expose, Type } from 'class-transformer';

/** What every event of the Go library carries in its payload: its `Model`, under the names that Go gives the fields. */
export abstract class Model {
  @Expose({ name: 'ID' })
  readonly id: string;

  @Expose({ name: 'Version' })
  readonly version: number;

  @Expose({ name: 'At' })
  @Type(() => Date)
  readonly at: Date;

  /** @param offset how many events the same command emits before this one. */
  constructor({ aggregateId, version, time }: CommandContext, offset = 0) {
    this.id = aggregateId;
    this.version = version + 1 + offset;
    this.at = time;
  }
}
