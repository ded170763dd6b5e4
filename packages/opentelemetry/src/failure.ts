/** What a step has thrown. */
export interface Failure {
  readonly error: unknown;
}
