import type { Refusal } from './target.js';

/** The target has answered, but not for this entry: that is no proof that it was accepted. */
export const UNANSWERED: Refusal = {
  code: 'Unanswered',
  message: 'the answer does not mention it.',
  final: false,
};
