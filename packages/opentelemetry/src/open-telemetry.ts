import type { Module } from '@eventsource/core';
import { Telemetry } from './telemetry.js';

/**
 * The module that traces and measures every command with the OpenTelemetry SDK that the process has registered, before
 * `install` or after. Without one it does nothing.
 *
 * Spans: `dispatch`, and inside it `load`, `refresh`, `read`, `decide`, `append`. The events of a sampled dispatch
 * carry its trace context in their metadata, 78 bytes of each record, for {@link linksTo}. A rejection counts as an
 * answer, not as an error. The contents of commands and events are not recorded, only aggregate ids and the messages of
 * errors.
 *
 * @example
 * install(container, { aggregates: [Order] }, dynamoDb({ table: 'orders' }), openTelemetry());
 */
export const openTelemetry = (): Module => ({ instrumentation: [new Telemetry()] });
