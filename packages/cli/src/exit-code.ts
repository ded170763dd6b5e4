/** 0: all is well. 1: the operation failed or found problems. 2: wrong use. 130: interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;
