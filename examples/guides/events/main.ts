import assert from 'node:assert/strict';
import {
  Dispatcher,
  install,
  isEventSourceError,
  JsonSerializer,
  MemoryStore,
  type Module,
  Repository,
  UnserializableError,
} from '@eventsource/core';
import { container } from 'tsyringe';
import { GzipSerializer } from './gzip-serializer.js';
import { Invoice, InvoiceNoted, InvoiceSent, Money } from './invoice.js';
import { ChangeAddress, Customer } from './today.js';
import { CustomerOfYesterday, Move } from './yesterday.js';

const store = new MemoryStore();

function deployed(...modules: readonly Module[]) {
  const application = container.createChildContainer();
  install(application, { store }, ...modules);
  return { dispatcher: application.resolve(Dispatcher), repository: application.resolve(Repository) };
}

const yesterday = deployed({ aggregates: [CustomerOfYesterday] });
const { dispatcher, repository } = deployed({ aggregates: [Customer, Invoice] });

// #region versions
await yesterday.dispatcher.dispatch(new Move('c-1', 'Boston', 2108));
assert.equal((await repository.load(Customer, 'c-1')).aggregate.address, '02108 Boston');

await dispatcher.dispatch(new ChangeAddress('c-1', 'Bern', '3011'));
await assert.rejects(yesterday.repository.load(CustomerOfYesterday, 'c-1'), {
  name: 'UnknownEventError',
  storedName: 'customer-moved',
  schemaVersion: 2,
  version: 2,
});
// #endregion

// #region past
const { aggregate: before } = await repository.load(Customer, 'c-1', { version: 1 });
assert.equal(before.address, '02108 Boston');
// #endregion

// #region import
const due = new Date('2026-03-31');
const sent = new InvoiceSent(due, [new Money(995, 'CHF')], 12_345_678_901_234_567_890n);
const imported = await repository.save(Invoice, 'i-1', [sent], { id: 'legacy-4711', expectedVersion: 0 });
assert.deepEqual(imported.events, [sent]);
// #endregion
const again = await repository.save(Invoice, 'i-1', [sent], { id: 'legacy-4711', expectedVersion: 0 });
assert.equal(again.version, 1);

// #region refused
const refused: readonly [note: unknown, path: string, problem: RegExp][] = [
  [{ at: new Date() }, 'note.at', /decorate the field with @Type\(\(\) => Date\)/],
  [{ price: new Money(1, 'CHF') }, 'note.price', /decorate the field with @Type\(\(\) => Money\)/],
  [new Map(), 'note', /is a Map/],
  [{ count: 5n }, 'note.count', /is a bigint/],
  [[1, Number.NaN], 'note[1]', /which JSON stores as null/],
  [[1, undefined], 'note[1]', /which JSON stores as null/],
  [() => 1, 'note', /is a function/],
];
for (const [note, path, problem] of refused) {
  await assert.rejects(repository.save(Invoice, 'i-2', [new InvoiceNoted(note)]), (error) => {
    return error instanceof UnserializableError && error.path === path && problem.test(error.problem);
  });
}
// #endregion
assert.equal((await repository.load(Invoice, 'i-2')).version, 0);

// #region serializer
const gzipped: Module = { serializer: (types) => new GzipSerializer(new JsonSerializer(types)) };
// #endregion
const compressed = deployed({ aggregates: [Customer, Invoice] }, gzipped);
await compressed.dispatcher.dispatch(new ChangeAddress('c-1', 'Lyon', '69001'));
assert.equal((await compressed.repository.load(Customer, 'c-1')).aggregate.address, '69001 Lyon');
await assert.rejects(repository.load(Customer, 'c-1'), (error) => isEventSourceError(error, 'MalformedRecordError'));
