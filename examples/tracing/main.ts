import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { Dispatcher, install, type Module } from '@eventsource/core';
import { openTelemetry } from '@eventsource/opentelemetry';
import { container } from 'tsyringe';
import { Account, Deposit, Withdraw } from './account.js';
import { help, parseArguments } from './arguments.js';
import { detailsOf } from './details.js';
import { openStore } from './store.js';
import { registerTracing } from './telemetry.js';
import { timeLine } from './time-line.js';
import { TimedSpans } from './timed-spans.js';

const args = parseArguments(process.argv.slice(2));
if (args === 'help') console.log(help);
else {
  const store = await openStore(args);
  const transfer = [new Withdraw('alice', 10), new Deposit('bob', 10)];
  await dispatcherOn({ store }).dispatch(new Deposit('alice', 100));
  // Once without an SDK: the first transfer of a process opens connections, which the next ones find.
  await dispatcherOn({ store }, openTelemetry()).dispatchAll(transfer);

  const spans = new TimedSpans();
  registerTracing(spans);
  await dispatcherOn({ store }, openTelemetry()).dispatchAll(transfer);

  for (const { span, depth, start, end } of spans.all) {
    const name = `${'  '.repeat(depth)}${span.name}`.padEnd(28);
    const times = `${start.toFixed(1).padStart(6)} ${(end - start).toFixed(1).padStart(6)} ms`;
    console.log(`${name} ${times}  ${detailsOf(span.attributes)}`);
  }
  if (args.picture) await writeFile(args.picture, timeLine('A transfer: two commands, stored together', spans.all));
}

/** An application of its own, as another process would be: it has nothing in its cache. */
function dispatcherOn(...modules: readonly Module[]): Dispatcher {
  const application = container.createChildContainer();
  install(application, { aggregates: [Account] }, ...modules);
  return application.resolve(Dispatcher);
}
