/** Whose spans and metrics these are: https://opentelemetry.io/docs/specs/otel/common/instrumentation-scope/. */
export const scope = { name: '@eventsource/opentelemetry', version: '0.1.0' } as const;
