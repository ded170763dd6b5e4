import type { DeadLetter } from '@eventsource/core';
import type { UnreadableRecordError } from '../errors/unreadable-record-error.js';
import type { ArrivedRecord } from './arrived-record.js';

/** The consumer in letters about records that are about no stream: none of them can take those. */
export const EVERY_CONSUMER = '*';

/** A letter that carries the stream record as it came, in JSON. */
export const poisonLetter = ({ raw }: ArrivedRecord, { name, message }: UnreadableRecordError): DeadLetter => ({
  consumer: EVERY_CONSUMER,
  stream: '',
  version: 0,
  tries: 1,
  error: { name, message },
  records: [Buffer.from(JSON.stringify(raw)).toString('base64')],
  time: new Date().toISOString(),
});
