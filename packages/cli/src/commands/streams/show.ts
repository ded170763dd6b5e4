import { type InspectedItem, inspectStream } from '@eventsource/dynamodb';
import { connectionOf } from '../../connection/connection.js';
import { StreamNotFoundError } from '../../errors/stream-not-found-error.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { page } from '../../terminal/pager.js';
import { styleOf } from '../../terminal/style.js';
import { itemJson } from './item-json.js';
import { itemText } from './item-text.js';
import { keyOf } from './key-of.js';
import type { ShowOptions } from './show-command.js';

export async function show(session: Session, options: ShowOptions, id = ''): Promise<ExitCode> {
  const { name: table, from, to, last } = options;
  const key = keyOf(id, options);
  const { signal } = session;
  const items = inspectStream({ table, key, from, to, last, signal, ...connectionOf(options) });
  const style = styleOf(session.stdout);
  const written = session.json ? itemJson : (item: InspectedItem) => itemText(item, style);
  await page(session, pieces(items, written, new StreamNotFoundError(key, table, from)));
  return 0;
}

async function* pieces(
  items: AsyncIterable<InspectedItem>,
  written: (item: InspectedItem) => string,
  nothing: Error,
): AsyncGenerator<string> {
  let isEmpty = true;
  for await (const item of items) {
    isEmpty = false;
    yield written(item);
  }
  if (isEmpty) throw nothing;
}
