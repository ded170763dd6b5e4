/** Facts about a command that are not part of the domain: correlation, causation, user. Stored beside each event. */
export type EventMetadata = Readonly<Record<string, string>>;

/** What a command handler knows besides the command and the state. */
export interface CommandContext {
  readonly aggregateId: string;
  /** The version of the state that the handler decides on; 0 for a new aggregate. */
  readonly version: number;
  /** When the decision is made, from the container's clock; also the time of the events. */
  readonly time: Date;
  readonly metadata: EventMetadata;
}

/** What an event handler knows besides the event. */
export interface EventContext {
  readonly aggregateId: string;
  /** The version of this event. */
  readonly version: number;
  /** When it was decided; absent on events of another library that stored no time beside the payload. */
  readonly time: Date | undefined;
  readonly metadata: EventMetadata;
}
