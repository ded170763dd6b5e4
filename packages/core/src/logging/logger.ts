/** Takes log lines: facts first, then a sentence about them. A logger of pino is one, and so is the console. */
export interface Logger {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
