/**
 * Does something for each of several, at the same time. A failure is thrown only when all have ended, so that nothing goes
 * on behind the back of who is told of it.
 */
export async function sideBySide<T, R>(all: readonly T[], run: (one: T) => Promise<R>): Promise<readonly R[]> {
  if (all.length === 0) return [];
  const [only] = all;
  if (only !== undefined && all.length === 1) return [await run(only)];
  const outcomes = await Promise.allSettled(all.map(run));
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
