// #region outer
export function greet(name: string): string {
  // #region inner
  const greeting = name.trim();
  return greeting;
  // #endregion
}
// #endregion

export const loud = greet;
