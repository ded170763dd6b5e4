import { type DeadLetter, install, type MemoryStore, type Module, type Report } from '@eventsource/core';
import { type StreamHandlerOptions, type StreamReport, streamHandler } from '@eventsource/lambda';
import { container } from 'tsyringe';
import { NoteTaker } from '../../core/delivery/note-taker.js';

/** An application with a consumer that takes notes, and what it tells. */
export function notes(store: MemoryStore, options: StreamHandlerOptions = {}, ...modules: readonly Module[]) {
  const letters: DeadLetter[] = [];
  const failures: Report[] = [];
  const reports: StreamReport[] = [];
  const app = container.createChildContainer();
  const deadLetters = { put: async (letter: DeadLetter) => void letters.push(letter) };
  install(app, { store, deadLetters, report: (report) => failures.push(report) }, ...modules);
  const consumer = new NoteTaker();
  const report = (report: StreamReport) => reports.push(report);
  const handler = streamHandler(app, [consumer], { report, ...options });
  return { app, consumer, handler, letters, failures, reports };
}
