/** Shows what a bench is at, on one line that is written over and over; nothing where nobody watches. */
export function showPhase(phase: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${phase}`);
}
