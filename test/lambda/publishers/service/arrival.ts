/** An entry as a service has received it. */
export interface Arrival {
  readonly stream: string;
  readonly version: number;
  /** What is sent of it, as text. */
  readonly text: string;
  /** In bytes, as the service counts. */
  readonly size: number;
}

/** Reads whose event it is from a CloudEvent. */
export function cloudEventArrival(text: string, size: number): Arrival {
  const { stream, version } = JSON.parse(text);
  return { stream, version, text, size };
}
