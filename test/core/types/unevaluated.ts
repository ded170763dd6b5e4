/** Holds code that the compiler is to read, and nobody is to run. */
export const unevaluated = (_code: () => unknown): void => {};
