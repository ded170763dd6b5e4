import { ContentRefusedError } from './errors/content-refused-error.js';
import { faultOf } from './request-refusal.js';

/** Whether a service that refuses with this code and message can mean the content of an entry, rather than anything else. */
export type BlamesContent = (code: string, message: string) => boolean;

/**
 * Waits for the answer of an AWS service.
 *
 * @throws {ContentRefusedError} in place of an error that can be the fault of an entry.
 */
export async function blamingContent<T>(answer: Promise<T>, blames: BlamesContent): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    const { code, message } = faultOf(cause);
    if (!blames(code, message)) throw cause;
    throw new ContentRefusedError(code, message, { cause });
  }
}
