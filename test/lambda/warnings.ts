/** The names of the warnings that Node gives while something is done. */
export async function warningsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const names: string[] = [];
  const note = ({ name }: Error) => names.push(name);
  process.on('warning', note);
  try {
    await work();
    // A warning is given in the turn after.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off('warning', note);
  }
  return names;
}
