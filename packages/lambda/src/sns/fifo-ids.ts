import { createHash } from 'node:crypto';

/** What SNS takes as a group or as a deduplication id: letters, digits and punctuation of ASCII. */
const LEGAL = /^[!-~]{1,128}$/;

/** What a hash begins with; a name that begins so is hashed as well, so that no name looks like the hash of another. */
const HASHED = 'sha256:';

/** The stream as a group, in which SNS keeps order; hashed when it is too long, or holds what SNS does not take. */
export const groupId = (stream: string): string => legal(stream);

/**
 * The same for the same event, always, so that what is sent twice within five minutes arrives once. The source keeps apart
 * the streams of two tables that share a topic. No URI reference holds a `|`, so that no two events have the same id.
 */
export const deduplicationId = (source: string, stream: string, version: number): string =>
  legal(`${source}|${stream}/${version}`);

function legal(id: string): string {
  if (LEGAL.test(id) && !id.startsWith(HASHED)) return id;
  return `${HASHED}${createHash('sha256').update(id).digest('hex')}`;
}
