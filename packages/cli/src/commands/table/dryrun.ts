import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { jsonText } from '../../terminal/json.js';
import { page } from '../../terminal/pager.js';

/** A request as the AWS client would be given it. */
export interface PlannedRequest {
  readonly operation: string;
  readonly input: object;
}

/** Prints what would be sent, as JSON in any case. */
export async function printRequests(session: Session, requests: readonly PlannedRequest[]): Promise<ExitCode> {
  await page(session, [session.json ? jsonText(requests) : JSON.stringify(requests, undefined, 2), '\n']);
  return 0;
}
