/**
 * The version of a stream's newest event: the only thing a commit can follow. It is made by counting what was loaded or
 * appended, from {@link StreamVersion.start} on, not from a number that a caller supplies, so nobody can append "at
 * version 7" and leave a gap.
 */
export class StreamVersion {
  /** The version of a stream that has no events yet. */
  static readonly start = new StreamVersion(0);

  private constructor(
    /** 0 before the first event, then 1, 2, 3 … */
    readonly number: number,
  ) {}

  /** The version once `count` more events are stored. */
  plus(count: number): StreamVersion {
    return new StreamVersion(this.number + count);
  }
}
