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
      return `An observer failed on ${place}, which stays stored, and is not called for it again: ${reason}`;
    case 'snapshot-left-out':
      return `The snapshot that was due with ${place} is left out, so that loads read more events: ${
        error === undefined ? 'it does not fit into the item of its commit.' : reason
      }`;
    case 'companions-stored-apart':
      return `What belongs to commits, such as reservations, is changed before them and changed back when they fail, since this store does not take it into its transactions; a crash in between leaves it changed. This is said once, at ${place}.`;
    case 'companion-unsettled':
      return `What belongs to ${place}, such as a reservation, could not be completed or changed back after the commit: ${reason}`;
    case 'delivery-failed':
      return `Consumer "${report.consumer}" could not take ${place}, which comes again: ${reason}`;
  }
}
