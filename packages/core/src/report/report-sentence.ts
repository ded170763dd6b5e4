import { reasonOf } from '../errors/reason-of.js';
import type { Report } from './report.js';

/** What a report means, for people, with its kind at the end. */
export const sentenceOf = (report: Report): string => `${meaningOf(report)} [${report.kind}]`;

function meaningOf(report: Report): string {
  const { stream, version, error } = report;
  const place = `version ${version} of stream "${stream}"`;
  const reason = reasonOf(error);
  switch (report.kind) {
    case 'observer-failed':
      return `An observer failed on ${place}. The commit stays stored, and the observer is not called for it again: ${reason}`;
    case 'snapshot-left-out':
      return `The snapshot due at ${place} is left out, so loads read more events: ${
        error === undefined ? 'it does not fit into the item of its commit.' : reason
      }`;
    case 'companions-stored-apart':
      return `This store cannot include the companions of commits, such as reservations, in its transactions: they are changed before the commit and changed back if it fails, and a crash in between leaves them changed. This is reported once, at ${place}.`;
    case 'companion-unsettled':
      return `A companion of ${place}, such as a reservation, could not be completed or changed back after the commit: ${reason}`;
    case 'delivery-failed':
      return `Consumer "${report.consumer}" could not take ${place}, which will be delivered again: ${reason}`;
  }
}
