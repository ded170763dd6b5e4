import type { Item } from '../item/item.js';

/** The change of one item as a DynamoDB stream reports it: the contents of a stream record, whatever delivered it. */
export interface ItemChange {
  /** `INSERT`, `MODIFY` or `REMOVE`; others are refused. */
  readonly eventName: string | undefined;
  readonly keys: Item | undefined;
  /** Absent in streams that carry keys or old images only. */
  readonly newImage: Item | undefined;
  /** Absent in streams that carry keys or new images only. */
  readonly oldImage: Item | undefined;
}
