import { type Cost, defaultAddress, type Repository, type StreamAddress } from '@eventsource/core';
import { DynamoDbStore } from '@eventsource/dynamodb';
import { loadApplication } from '../../application/load-application.js';
import { connectionOf } from '../../connection/connection.js';
import { StreamNotFoundError } from '../../errors/stream-not-found-error.js';
import { UsageError } from '../../errors/usage-error.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { counted } from '../../terminal/figures.js';
import { print } from '../../terminal/print.js';
import { printable } from '../../terminal/printable.js';
import { styleOf } from '../../terminal/style.js';
import { keyOf } from './key-of.js';
import { readableState } from './readable-state.js';
import type { StateOptions } from './state-command.js';

export async function state(session: Session, options: StateOptions, id = ''): Promise<ExitCode> {
  const { name: table, version: wanted, module = '', export: exported } = options;
  const { repository } = await loadApplication(module, exported);
  const { address, key } = located(id, options, repository);
  const store = new DynamoDbStore({ table, ...connectionOf(options) });
  const at = { signal: session.signal, ...(wanted !== undefined && { version: wanted }) };
  const { aggregate, version, cost } = await repository.loadFrom(store, address, at).finally(() => store.close());
  if (version === 0) throw new StreamNotFoundError(key, table);
  const shown = readableState(aggregate);
  const { dim } = styleOf(session.stdout);
  const lines = JSON.stringify(shown, null, 2).split('\n').map(printable);
  const about = `${printable(key)} at version ${version}, ${costText(cost)}`;
  await print(session, { stream: key, version, state: shown, cost }, [dim(about), ...lines].join('\n'));
  return 0;
}

/** @throws {UsageError} where it is not known whose stream a key is. */
function located(id: string, options: StateOptions, repository: Repository): { address: StreamAddress; key: string } {
  const { aggregate, tenant } = options;
  const address = aggregate === undefined ? defaultAddress(keyOf(id, options)) : { aggregate, aggregateId: id, tenant };
  if (!address) throw new UsageError(`The key "${id}" does not name an aggregate: pass it with --aggregate.`);
  const key = repository.fold(address)?.stream;
  if (key === undefined) throw new UsageError(`The module installs no aggregate named "${address.aggregate}".`);
  if (aggregate !== undefined || key === id) return { address, key };
  throw new UsageError(
    `The module's name for stream "${id}" is "${key}": pass the aggregate's id, and its name with --aggregate.`,
  );
}

const costText = ({ requests, readUnits }: Cost): string =>
  `${counted(requests, 'request')}, ${counted(readUnits, 'read unit')}`;
