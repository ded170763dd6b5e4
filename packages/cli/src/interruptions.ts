/** Aborts at the first Ctrl-C, so that a command can end in order. The second one ends the process at once. */
export function interruptions(): AbortSignal {
  const controller = new AbortController();
  for (const [name, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(code);
      controller.abort(new DOMException('Interrupted.', 'AbortError'));
    });
  }
  return controller.signal;
}
