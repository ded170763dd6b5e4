/**
 * When a reservation expires that does not: the largest 64-bit integer, as in tables of the Go library. JavaScript's numbers
 * hold no such integer, so times of expiry are bigints.
 */
export const FOREVER = 2n ** 63n - 1n;

/** The time, in whole Unix seconds: an expiry that is not after it is over. */
export const secondsOf = (time: Date): bigint => BigInt(Math.floor(time.getTime() / 1000));

/**
 * When a reservation expires that is made now, in Unix seconds, rounded up.
 *
 * @param duration in milliseconds; 0 is for ever.
 * @throws {RangeError} when it is negative, or no finite number.
 */
export function expiryAfter(now: Date, duration: number): bigint {
  if (!(duration >= 0 && duration < Infinity)) {
    throw new RangeError(
      `The option "duration" of a reservation is ${duration}: it must be a number of milliseconds of at least 0, where 0 means forever.`,
    );
  }
  if (duration === 0) return FOREVER;
  const seconds = BigInt(Math.ceil((now.getTime() + duration) / 1000));
  return seconds < FOREVER ? seconds : FOREVER;
}
