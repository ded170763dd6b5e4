import type { Refusal } from './target.js';
import { UNANSWERED } from './unanswered.js';

/**
 * What a target has answered, one for each entry. Where an answer is missing, nothing says that the entry was accepted, and it
 * has to be sent again: to take silence for acceptance would lose it. Types do not stop a target from answering too little.
 */
export function completeAnswers(answers: unknown, entries: number): readonly (Refusal | undefined)[] {
  const given: readonly unknown[] = Array.isArray(answers) ? answers : [];
  return Array.from({ length: entries }, (_, index) => {
    const answer = index in given ? given[index] : UNANSWERED;
    return answer === undefined || isRefusal(answer) ? answer : UNANSWERED;
  });
}

const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'final' in answer;
