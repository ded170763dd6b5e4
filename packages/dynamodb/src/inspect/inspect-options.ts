import type { RequestOptions } from '@eventsource/core';
import type { DynamoDbOptions } from '../options.js';

export type InspectOptions = DynamoDbOptions &
  RequestOptions & {
    /** The stream, as the table's hash key holds it. */
    readonly key: string;
    /** The first version to show. Default: 1. */
    readonly from?: number | undefined;
    /** The last version to show. Default: the newest. */
    readonly to?: number | undefined;
    /** Show only this many of the newest events up to `to`; they are held in memory. Not together with `from`. */
    readonly last?: number | undefined;
  };
