import type { Report } from '../report/report.js';
import { sentenceOf } from '../report/report-sentence.js';
import type { Logger } from './logger.js';

/** Writes to Node's console, which would show facts as an object of many lines, and the message after it. */
export class ConsoleLog implements Logger {
  constructor(private readonly console: Console) {}

  debug(fields: object, message: string): void {
    this.console.debug(lineOf(fields, message));
  }

  warn(fields: object, message: string): void {
    this.console.warn(lineOf(fields, message));
  }

  /** One line to read, and the stack of the error, if there is one. */
  report(report: Report): void {
    this.console.warn(sentenceOf(report), ...(report.error === undefined ? [] : [report.error]));
  }
}

/** `dispatch streams=order:o-1 outcome=stored` */
const lineOf = (fields: object, message: string): string =>
  [message, ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)].join(' ');
