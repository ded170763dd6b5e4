import type { ServiceInputTypes } from '@aws-sdk/client-dynamodb';
import { itemSize, writeUnits } from '../item/item-size.js';
import type { Charge } from '../request/report.js';
import { faultOf } from '../request/try-outcome.js';

/** What a refused write is charged at least: by the item it was to put, as the one in its way is not shown. */
export const chargeOf = (input: ServiceInputTypes): Charge => ({
  refused: (refusal) => {
    if (faultOf(refusal).name !== 'ConditionalCheckFailedException') return 0;
    return writeUnits('Item' in input && input.Item ? itemSize(input.Item) : 0);
  },
});
