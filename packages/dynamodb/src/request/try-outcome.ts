import type { Item } from '../item/item.js';

/** The facts about an error that classification rests on. Names, never classes: two copies of the SDK break `instanceof`. */
export interface Fault {
  readonly Item?: Item;
  readonly CancellationReasons?: readonly Reason[];
  readonly name?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
  readonly message?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: unknown; readonly attempts?: unknown };
}

/** Why a transaction was cancelled, about one of its items. */
export interface Reason {
  /** `'None'` when it was not because of this item. */
  readonly Code?: string;
  readonly Message?: string;
  /** The one in the way, where a condition failed. */
  readonly Item?: Item;
}

export const faultOf = (error: unknown): Fault => (typeof error === 'object' && error !== null ? error : {});

/** A refusal that DynamoDB itself spoke: a 4xx whose body named an error. What it refuses, it has not done. */
export function isUnderstoodRefusal(error: unknown): boolean {
  const { name, $fault, $metadata } = faultOf(error);
  const status = $metadata?.httpStatusCode;
  const isClientError = typeof status === 'number' && status >= 400 && status < 500;
  return isClientError && $fault === 'client' && typeof name === 'string' && !UNSURE.has(name);
}

const UNSURE = new Set([
  // What the SDK calls an error whose body named none: it may come from a proxy that passed the request on.
  ...['', 'Error', 'Unknown', 'UnknownError'],
  // An earlier try of the same transaction is still under way.
  'TransactionInProgressException',
]);

/** The connection was never made, so nothing was sent over it. */
export function neverConnected(error: unknown, depth = 0): boolean {
  const { code, syscall, cause, errors } = faultOf(error);
  if (typeof code === 'string' && CONNECT_CODES.has(code)) return true;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (Array.isArray(errors) && errors.length > 0) return errors.every((each) => neverConnected(each, depth + 1));
  return cause !== undefined && depth < 5 && neverConnected(cause, depth + 1);
}

/** Codes that only making a connection yields; `ECONNRESET` and `ETIMEDOUT` also come later, when bytes have gone out. */
const CONNECT_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Whether a write that failed so may nevertheless have been applied, or may still be. When in doubt, it may. */
export const leavesDoubt = (error: unknown): boolean => !isUnderstoodRefusal(error) && !neverConnected(error);
