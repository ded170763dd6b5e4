import fc from 'fast-check';
import { type Action, isCommand, isOfUser } from './action.js';
import { ACCOUNTS, registrationSketch, type Sketch, sketch, transferSketch } from './sketch.js';
import { STEPS_OF_A_WORKER, type Step } from './step.js';

/** What each worker does, in order. */
export type Plan = readonly (readonly Step[])[];

/** How many steps a worker takes before it turns to new accounts, so that streams stay short enough to load. */
const STEPS_OF_A_GENERATION = 250;

export const plan = (workers: number, steps: number, sketched = sketch): fc.Arbitrary<Plan> =>
  fc
    .array(fc.array(sketched, { minLength: steps, maxLength: steps, size: 'max' }), {
      minLength: workers,
      maxLength: workers,
    })
    .map((sketches) => withRepeats(sketches, sketches.map(ownSteps)));

/** The plan that belongs to a seed. */
export function samplePlan(workers: number, steps: number, seed: number, sketched = sketch): Plan {
  const [only = []] = fc.sample(plan(workers, steps, sketched), { seed, numRuns: 1 });
  return only;
}

/** Users who compete for e-mail addresses. */
export const sampleRegistrations = (workers: number, steps: number, seed: number): Plan =>
  samplePlan(workers, steps, seed, registrationSketch);

/** Plans of transfers mostly: so many steps that at least this many of them are. */
export function sampleTransfers(workers: number, transfers: number, seed: number): Plan {
  const each = Math.ceil(transfers / workers);
  const [only = []] = fc.sample(plan(workers, 2 * each + STEPS_OF_A_GENERATION, transferSketch), { seed, numRuns: 1 });
  return only.map((steps) => steps.slice(0, 1 + nth(steps, each, ({ action }) => action.kind === 'transfer')));
}

/** The index of the nth that it holds for. */
function nth(steps: readonly Step[], count: number, holds: (step: Step) => boolean): number {
  let left = count;
  return steps.findIndex((step) => holds(step) && --left === 0);
}

const ownSteps = (sketches: readonly Sketch[], worker: number): Step[] =>
  sketches.map(({ named, repeat: _, ...sketched }, position) => {
    const number = worker * STEPS_OF_A_WORKER + position;
    const inGeneration = position % STEPS_OF_A_GENERATION;
    const base = position - inGeneration;
    const opening = inGeneration < ACCOUNTS && !isOfUser(sketched.action);
    return {
      ...sketched,
      number,
      command: number,
      account: (opening ? inGeneration : sketched.account) + base,
      action: opening ? { kind: 'open' } : addressed(sketched, base),
      id: named ? `${worker}-${position}` : undefined,
    };
  });

/** The action with the account that its money goes to, or the e-mail address of this generation. */
const addressed = ({ account, action }: Pick<Sketch, 'account' | 'action'>, base: number): Action =>
  action.kind === 'transfer'
    ? { ...action, to: ((account + action.to) % ACCOUNTS) + base }
    : 'email' in action
      ? { ...action, email: action.email + base }
      : action;

function withRepeats(sketches: readonly (readonly Sketch[])[], own: readonly (readonly Step[])[]): Plan {
  return own.map((steps, worker) =>
    steps.map((step, position) => {
      const { repeat } = sketches[worker]?.[position] ?? {};
      const target = repeat && own[(worker + repeat.worker) % own.length]?.[position - repeat.back];
      return repeat && target?.id && isCommand(target.action) ? repeated(step, target, repeat.altered) : step;
    }),
  );
}

/** An altered repetition is another command under the same id: that must be refused, or the first of both be executed. */
const repeated = (step: Step, { account, action, command, id }: Step, altered: boolean): Step => ({
  ...step,
  account,
  id,
  command: altered ? step.number + ALTERED : command,
  action: altered ? alteration(action) : action,
});

/** Others may repeat the step that this one takes the place of, under its number. */
const ALTERED = STEPS_OF_A_WORKER / 2;

const alteration = (action: Action): Action => (action.kind === 'withdraw' ? { kind: 'audit' } : action);
