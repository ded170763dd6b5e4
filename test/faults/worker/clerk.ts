import type { DispatchOptions } from '@eventsource/core';
import type { Answer, CallStart } from './call.js';

/** Makes calls, and puts what they came to into words. */
export interface Clerk {
  answer(call: CallStart, options: DispatchOptions): Promise<Answer>;
}
