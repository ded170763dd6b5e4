import type { Step } from '@eventsource/core';
import { common } from '../common.js';

/**
 * An operation and what it is done to, of which there are few, as in `{db.operation.name} {target}`:
 * https://opentelemetry.io/docs/specs/semconv/db/database-spans/#name. Handlers have names that no minifier changes.
 */
export function spanName(step: Step): string {
  const target = targetOf(step);
  return target === undefined ? step.kind : `${step.kind} ${target}`;
}

function targetOf(step: Step): string | undefined {
  if (step.kind === 'decide') return step.handler;
  if (step.kind === 'append') return common(step.commits.map(({ aggregate }) => aggregate));
  if (step.kind !== 'dispatch') return step.aggregate;
  return common(step.commands.map(({ handler }) => handler)) ?? common(step.commands.map(({ aggregate }) => aggregate));
}
