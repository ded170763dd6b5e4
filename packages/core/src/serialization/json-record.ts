import type { EventMetadata } from '../decorators/context.js';
import { isJsonObject, type JsonObject } from '../json.js';

/** What a record of {@link JsonSerializer} holds. */
export interface JsonRecord {
  /** Stored name of the event. */
  readonly t: string;
  /** Payload. */
  readonly d: JsonObject;
  /** Schema version; 1 when absent. */
  readonly v?: number;
  /** Time, RFC 3339. */
  readonly a?: string;
  /** Metadata. */
  readonly m?: EventMetadata;
}

export function isJsonRecord(value: unknown): value is JsonRecord {
  if (!isJsonObject(value)) return false;
  const { t, d, v, a, m } = value;
  return (
    typeof t === 'string' &&
    isJsonObject(d) &&
    (v === undefined || (typeof v === 'number' && Number.isInteger(v) && v >= 1)) &&
    (a === undefined || (typeof a === 'string' && !Number.isNaN(Date.parse(a)))) &&
    (m === undefined || (isJsonObject(m) && Object.values(m).every((fact) => typeof fact === 'string')))
  );
}
