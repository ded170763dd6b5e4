import type { Unseen } from './continuity.js';
import type { Pages, TableReader } from './table-reader.js';

/** In milliseconds, before each look at what was not seen: at once, and again where a transaction may be bringing it. */
const PAUSES = [0, 200, 2000];

/** Items that have not been seen, page by page, as long as there are some or may come. */
export async function* readUnseen(reader: TableReader, stretch: () => Unseen | undefined): Pages {
  for (const pause of PAUSES) {
    const unseen = stretch();
    if (!unseen || (pause > 0 && !unseen.mayCome)) return;
    reader.hold(pause);
    yield* reader.query(unseen);
  }
}
