import { forkProgram, messageOf } from '../fork-program.js';
import { HotAggregate } from './hot-aggregate.js';
import { isWriterResult, sumOf, type WriterResult } from './writer-result.js';

export interface Site {
  readonly endpoint: string;
  readonly table: string;
}

export interface Contention extends WriterResult {
  readonly situation: string;
  readonly requestsPerCommand: number;
  /** Read and write units over the stored commands, failed ones' units included. */
  readonly rcuPerStored: number;
  readonly wcuPerStored: number;
  readonly shareOfFailures: number;
}

/** 50 dispatches at once, over and over, in one process. */
export async function oneProcess({ endpoint, table }: Site): Promise<Contention> {
  const hot = new HotAggregate(endpoint, table, 'one-process');
  // The first command loads the aggregate; what follows is what a hot aggregate costs.
  await hot.post();
  const before = hot.result;
  for (let round = 0; round < 20; round += 1) await Promise.all(Array.from({ length: 50 }, () => hot.post()));
  return contention('1 process, 50 dispatches at once', difference(hot.result, before));
}

/** Processes that dispatch one command after another, thinking in between for so many milliseconds. */
export async function processes(site: Site, count: number, commands: number, think: number): Promise<Contention> {
  const id = `think-${think}`;
  const children = Array.from({ length: count }, () =>
    forkProgram('contention/writer.js', { ...site, id, commands, think }),
  );
  await Promise.all(children.map(messageOf));
  const results = children.map(messageOf);
  for (const child of children) child.send('go');
  const pace = think === 0 ? 'without a pause' : `thinking for ${think} ms`;
  return contention(`${count} processes ${pace}`, sumOf((await Promise.all(results)).filter(isWriterResult)));
}

function contention(situation: string, result: WriterResult): Contention {
  const { stored, failed, requests, rcu, wcu } = result;
  return {
    situation,
    ...result,
    requestsPerCommand: requests / (stored + failed),
    rcuPerStored: rcu / stored,
    wcuPerStored: wcu / stored,
    shareOfFailures: failed / (stored + failed),
  };
}

const difference = (after: WriterResult, before: WriterResult): WriterResult => ({
  stored: after.stored - before.stored,
  failed: after.failed - before.failed,
  requests: after.requests - before.requests,
  conflicts: after.conflicts - before.conflicts,
  rcu: after.rcu - before.rcu,
  wcu: after.wcu - before.wcu,
});
