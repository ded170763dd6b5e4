import type { Intake } from '../intake/intake.js';
import { type BatchResponse, responseOf } from './batch-response.js';
import { beforeDeadline, type InvocationContext } from './deadline.js';
import { recordsIn, type StreamEvent } from './stream-event.js';

/** What Lambda calls. It is a `DynamoDBStreamHandler` of `@types/aws-lambda`. */
export type StreamHandler = (event: StreamEvent, context: InvocationContext) => Promise<BatchResponse>;

/** Takes each batch in, and answers before Lambda ends the invocation. */
export const batchHandler =
  (intake: Intake, margin: number): StreamHandler =>
  async (event, context) => {
    const records = recordsIn(event);
    if (records.length === 0) return responseOf(records, undefined);
    const outcome = await beforeDeadline(context, margin, async (signal) => ({
      again: await intake.take(records, { signal }),
    }));
    // What is not known to be taken comes again, as a whole.
    return responseOf(records, outcome ? outcome.again : 0);
  };
