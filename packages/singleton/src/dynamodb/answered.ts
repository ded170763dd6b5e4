import { WriteUnansweredError } from '@eventsource/dynamodb';
import { ReservationUnansweredError } from '../errors/reservation-unanswered-error.js';
import type { ResourceName } from '../resource.js';

/** Makes a change, and says what it was about when nobody knows whether it is made. @throws {ReservationUnansweredError} */
export async function answered<T>(name: ResourceName, change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (error instanceof WriteUnansweredError) throw new ReservationUnansweredError(name, { cause: error });
    throw error;
  }
}
