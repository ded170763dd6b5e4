import type { LiveAggregate } from '../aggregate/live-aggregate.js';
import type { Commit } from '../commit/commit.js';
import type {
  AppendStep,
  CommandFacts,
  CommitFacts,
  DecideStep,
  DispatchStep,
  LoadStep,
  ReadStep,
  RefreshStep,
  ResultFacts,
} from '../instrumentation/step.js';
import type { Committed } from './committed.js';
import type { Work } from './work.js';

// Written out, without spreads: they would take several times as long, of every command that somebody watches.

export const dispatchStep = (works: readonly Work[]): DispatchStep => ({
  kind: 'dispatch',
  commands: works.map(commandFacts),
});

const commandFacts = ({ description, aggregateId, stream, handler, tenant, metadata }: Work): CommandFacts => ({
  aggregate: description.name,
  aggregateId,
  stream,
  handler,
  tenant,
  metadata,
});

export const loadStep = (aggregate: string, aggregateId: string, stream: string): LoadStep => ({
  kind: 'load',
  aggregate,
  aggregateId,
  stream,
});

export const refreshStep = ({ description, id, stream, version }: LiveAggregate): RefreshStep => ({
  kind: 'refresh',
  aggregate: description.name,
  aggregateId: id,
  stream,
  version: version.number,
});

export const readStep = ({ description, aggregateId, stream }: Work, version: number): ReadStep => ({
  kind: 'read',
  aggregate: description.name,
  aggregateId,
  stream,
  version,
});

export const decideStep = (work: Work, { version }: LiveAggregate, cached: boolean): DecideStep => ({
  kind: 'decide',
  aggregate: work.description.name,
  aggregateId: work.aggregateId,
  stream: work.stream,
  handler: work.handler,
  version: version.number,
  cached,
});

/** A commit, and the aggregate that it has been applied to. */
interface Applied {
  readonly live: LiveAggregate;
  readonly commit: Commit;
}

export const appendStep = (applied: readonly Applied[]): AppendStep => ({
  kind: 'append',
  commits: applied.map(commitFacts),
});

const commitFacts = ({ live, commit }: Applied): CommitFacts => ({
  aggregate: live.description.name,
  aggregateId: live.id,
  stream: live.stream,
  version: live.version.number,
  events: commit.records.length,
  snapshotSize: commit.snapshot?.data.length,
});

export const resultFacts = ({ stream, version, count }: Committed): ResultFacts => ({ stream, version, events: count });
