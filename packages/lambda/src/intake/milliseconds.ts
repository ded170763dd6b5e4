/** The longest that a timer of Node waits: it takes anything above for 1. */
const LONGEST = 2 ** 31 - 1;

/** @throws {RangeError} when one of these options is no time that a timer can wait. */
export function checkMilliseconds(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value > 0 && value <= LONGEST) continue;
    throw new RangeError(
      `The option "${name}" of a feed is ${value}: it must be a number of milliseconds, more than 0 and at most ${LONGEST}.`,
    );
  }
}
