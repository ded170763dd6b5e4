/**
 * The class of an error, for `error.type`, which asks for few different values:
 * https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/. A name that an error gives itself comes before
 * that of its class, which a minifier may have changed.
 */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.name === 'Error' ? error.constructor.name : error.name;
}
