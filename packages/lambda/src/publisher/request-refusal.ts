import type { Refusal } from './target.js';

/** What errors of the AWS client have. */
interface Fault {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Why a request failed as a whole: because of what was sent, or for a reason that lies with the target or the way to it. */
export function requestRefusal(error: unknown): Refusal {
  const { name, message, $metadata }: Fault = typeof error === 'object' && error !== null ? error : {};
  const code = typeof name === 'string' ? name : 'Error';
  const final = BAD_REQUEST.has($metadata?.httpStatusCode ?? 0) && !isNobodysFault(code);
  return { code, message: typeof message === 'string' ? message : String(error), final, cause: error };
}

/** Bad request, and too large. */
const BAD_REQUEST = new Set([400, 413]);

/**
 * Refusals that say nothing about the events: throttling, what is missing in the account, and what is not allowed there. AWS
 * answers many of them with status 400 too.
 */
export const isNobodysFault = (code: string): boolean =>
  /Throttl|LimitExceeded|TooManyRequests|SlowDown|NotFound|Access|Authoriz|Credentials|Token|Signature|Expired|KMS|Unavailable|Internal|Disabled|OptInRequired|Skewed|Timeout/i.test(
    code,
  );
