import type { Module } from '../container/module.js';
import type { Reporter } from '../repository/report.js';
import { DispatchLog } from './dispatch-log.js';
import type { Logger } from './logger.js';

/**
 * The module that logs: at `debug` one line of each dispatch, and at `warn` each {@link Report}. Of commands and events it
 * says what they are and whose, not what is in them; of what a dispatch throws, the class and not the message.
 *
 * @example
 * install(container, { aggregates: [Order] }, dynamoDb({ table: 'orders' }), logging(pino()));
 */
export const logging = (logger: Logger): Module => ({
  instrumentation: [new DispatchLog(logger)],
  report: reportTo(logger),
});

/** pino knows how to write an error by the name of its field. */
const reportTo =
  (logger: Logger): Reporter =>
  ({ kind, error, ...facts }) =>
    logger.warn({ ...facts, ...(error !== undefined && { err: error }) }, kind);
