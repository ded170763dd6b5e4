import type { Publisher, PublisherOptions } from '../publisher/publisher.js';
import type { TargetLimits } from '../publisher/target.js';

/** An event as the service has received it. */
export interface ReceivedEvent {
  readonly stream: string;
  readonly version: number;
  /** Of its entry, in bytes, as the service counts. */
  readonly size: number;
}

/** What becomes of a request, in the words of the contract; the service says it in its own. */
export type RequestFate =
  | 'accept'
  /** All is accepted but the entries at these places: for now, or since the service finds these entries wrong (`final`). */
  | { readonly refuse: readonly number[]; readonly final: boolean }
  /** Refused for what is in it, without a word on which entry that is. */
  | 'refuse content'
  /** Refused for reasons that have nothing to do with what is in it. */
  | 'throttle'
  | 'fail'
  | 'deny access'
  | 'find no target'
  /** The connection is cut before anything is accepted. */
  | 'lose request'
  /** All is accepted, and the connection is cut before the answer. */
  | 'lose answer'
  /** All is accepted, and the answer never comes. */
  | 'hang'
  /** All is accepted, and the answer has nothing to say about any entry. */
  | 'answer nothing';

/**
 * A target, together with the service that it sends to: one of the test's own, such as a server on loopback, which plays the
 * real one. Each test of the contract has one to itself.
 */
export interface TargetUnderTest {
  /** What the service allows in one request. */
  readonly limits: TargetLimits;
  /** Whether the target promises order. */
  readonly ordered: boolean;

  /** Makes a publisher with the target; a test may make several. The contract closes them. */
  publisher(options: PublisherOptions): Publisher;

  /** From now on this is asked what becomes of each request. Until then, all are accepted. */
  decide(fate: (events: readonly ReceivedEvent[]) => RequestFate): void;

  /** The requests that have come in, in order, each with its events in order, whatever became of them. */
  requests(): readonly (readonly ReceivedEvent[])[];

  /** What was accepted, in order: an event twice when it was accepted twice. */
  accepted(): readonly ReceivedEvent[];

  /** Ends the service. Called at the end of each test: throw here if the service has met what must not be. */
  stop(): Promise<void>;
}
