import type { DeliveredCommit } from '@eventsource/core';
import { attributesIn } from '../copy/archive/attribute-json.js';
import { LineProblem } from '../copy/archive/line-problem.js';
import { decode } from '../item/decode.js';
import { KEY, PARTITION } from '../item/format.js';
import type { Item } from '../item/item.js';
import { isFields } from '../reading/checkpoint-fields.js';
import { ExportLineError } from './export-line-error.js';

/**
 * Reads a line of an export to S3, in the format `DYNAMODB_JSON`: `{"Item":{…}}`, or of an incremental export
 * `{"Keys":{…},"NewImage":{…}}`. The commit may be a part of one that is larger than an item.
 *
 * @param line without its end.
 * @returns undefined for an item that was deleted before the export.
 * @throws {ExportLineError} when it is not such a line, or not from a table of events.
 * @throws {MalformedStreamError} when the item holds no commit.
 * @example
 * const commit = readExportLine('{"Item":{"key":{"S":"order:o-1"},"partition":{"N":"1"},"c":{"B":"…"},"_1":{"B":"…"}}}');
 */
export function readExportLine(line: string): DeliveredCommit | undefined {
  const item = itemIn(line);
  if (!item) return undefined;
  const stream = item[KEY]?.S;
  if (stream === undefined || item[PARTITION]?.N === undefined) {
    throw new ExportLineError('its item does not have the key of events, "key" (S) and "partition" (N).');
  }
  return { ...decode(stream, item).part, stream };
}

function itemIn(line: string): Item | undefined {
  const { Item, NewImage = Item, Keys } = fieldsOf(line);
  if (NewImage === undefined && isFields(Keys)) return undefined;
  try {
    return attributesIn(NewImage);
  } catch (error) {
    if (error instanceof LineProblem) throw new ExportLineError(error.message, { cause: error });
    throw error;
  }
}

function fieldsOf(line: string) {
  const value = parsed(line);
  if (isFields(value)) return value;
  throw new ExportLineError('it is not a JSON object.');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new ExportLineError('it is not JSON.', { cause });
  }
}
