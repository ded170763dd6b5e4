import type { ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import type { StoreRequest } from '@eventsource/core';
import type { Outcome } from './requests.js';
import type { Tries } from './tries.js';
import { faultOf } from './try-outcome.js';

/** The write units that an answer does not tell, or tells wrongly. */
export interface Charge {
  readonly stored?: number;
  /** @param refusal the error by which DynamoDB refused the request. */
  readonly refused: (refusal: unknown) => number;
}

/** Tells the caller about one request. A failure of the caller's own must not make a stored commit look failed. */
export function reportOf(
  operation: string,
  tries: Tries,
  outcome: Outcome<ServiceOutputTypes>,
  charge: Charge | undefined,
  onRequest: (request: StoreRequest) => void,
): void {
  const units =
    'answer' in outcome ? (charge?.stored ?? unitsIn(outcome.answer)) : (charge?.refused(outcome.failure.error) ?? 0);
  const isWrite = charge !== undefined;
  try {
    onRequest({
      operation,
      attempts: tries.observed ? tries.count : attemptsOf(outcome),
      readUnits: isWrite ? 0 : units,
      writeUnits: isWrite ? units : 0,
    });
  } catch {}
}

function unitsIn(answer: ServiceOutputTypes): number {
  if (!('ConsumedCapacity' in answer)) return 0;
  const charge = answer.ConsumedCapacity;
  return charge && 'CapacityUnits' in charge ? (charge.CapacityUnits ?? 0) : 0;
}

function attemptsOf(outcome: Outcome<ServiceOutputTypes>): number {
  const { attempts } =
    ('answer' in outcome ? outcome.answer.$metadata : faultOf(outcome.failure.error).$metadata) ?? {};
  return typeof attempts === 'number' ? attempts : 1;
}
