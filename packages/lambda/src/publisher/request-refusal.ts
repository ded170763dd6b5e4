import { isContentRefused } from './errors/content-refused-error.js';
import type { Refusal } from './target.js';

/** Why a request failed as a whole: for what is in it, if its target says so, and else for a reason of the target's own. */
export function requestRefusal(error: unknown): Refusal {
  if (isContentRefused(error)) {
    const { code, problem: message, cause = error } = error;
    return { code, message, final: true, cause };
  }
  return { ...faultOf(error), final: false, cause: error };
}

/** What an error calls itself, and says. */
export function faultOf(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: 'Error', message: String(error) };
  return { code: error.name, message: error.message };
}
