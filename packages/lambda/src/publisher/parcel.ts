import type { Lane, Stretch } from './lane.js';

/** An event in the form of its target. */
export interface Packed<Entry> {
  readonly version: number;
  readonly entry: Entry;
  /** In bytes, as the target counts. */
  readonly size: number;
}

/** One event on its way. */
export interface Parcel<Entry> extends Packed<Entry> {
  readonly lane: Lane<Entry>;
  /** The commit that it belongs to. */
  readonly stretch: Stretch;
  /** How often it was sent and not accepted. */
  tries: number;
}
