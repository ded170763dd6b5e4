import { Console } from 'node:console';
import type { Module } from '../container/module.js';
import type { Reporter } from '../report/report.js';
import { ConsoleLog } from './console-log.js';
import { DispatchLog } from './dispatch-log.js';
import type { Logger } from './logger.js';

/**
 * The module that logs: at `debug` one line of each dispatch, and at `warn` each {@link Report}. Of commands and events
 * it logs the kind and the stream, never the payload; of an error that a dispatch throws, the class and not the
 * message. A logger like pino gets facts and a short message; Node's console gets one readable line.
 *
 * @example
 * install(container, { aggregates: [Order] }, dynamoDb({ table: 'orders' }), logging(pino()));
 */
export function logging(logger: Logger): Module {
  if (!(logger instanceof Console)) return { instrumentation: [new DispatchLog(logger)], report: reportTo(logger) };
  const log = new ConsoleLog(logger);
  return { instrumentation: [new DispatchLog(log)], report: (report) => log.report(report) };
}

/** pino knows how to write an error by the name of its field. */
const reportTo =
  (logger: Logger): Reporter =>
  ({ kind, error, ...facts }) =>
    logger.warn({ ...facts, ...(error !== undefined && { err: error }) }, kind);
