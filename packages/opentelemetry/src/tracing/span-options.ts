import type { CommandFacts, CommitFacts, DecideStep, Step, StreamFacts } from '@eventsource/core';
import type { Attributes, SpanOptions } from '@opentelemetry/api';
import { attribute, known, oneOrAll } from '../attribute.js';
import { common } from '../common.js';
import { linksTo } from '../links-to.js';
import { sum } from '../sum.js';

/**
 * What is known when a step begins, so that samplers see it. Every span is INTERNAL: what leaves the process are the
 * requests of the store, which instrumentation of its client makes CLIENT spans of.
 */
export function spanOptions(step: Step): SpanOptions {
  switch (step.kind) {
    case 'dispatch':
      return {
        attributes: ofCommands(step.commands),
        links: step.commands.flatMap(({ metadata }) => linksTo(metadata)),
      };
    case 'load':
      return { attributes: ofStream(step) };
    case 'refresh':
    case 'read':
      return { attributes: { ...ofStream(step), [attribute.version]: step.version } };
    case 'decide':
      return { attributes: ofDecision(step) };
    case 'append':
      return { attributes: ofCommits(step.commits) };
  }
}

const ofStream = ({ aggregate, aggregateId, stream }: StreamFacts): Attributes => ({
  [attribute.aggregateName]: aggregate,
  [attribute.aggregateId]: aggregateId,
  [attribute.stream]: stream,
});

function ofStreams(facts: readonly StreamFacts[]): Attributes {
  const [one, ...others] = facts;
  if (one && others.length === 0) return ofStream(one);
  const aggregate = common(facts.map(({ aggregate }) => aggregate));
  return { ...known(attribute.aggregateName, aggregate), [attribute.streams]: facts.map(({ stream }) => stream) };
}

function ofCommands(commands: readonly CommandFacts[]): Attributes {
  const handlers = commands.map(({ handler }) => handler);
  return {
    ...ofStreams(commands),
    ...oneOrAll(attribute.handler, attribute.handlers, handlers),
    ...known(attribute.tenant, commands[0]?.tenant),
  };
}

const ofDecision = (step: DecideStep): Attributes => ({
  ...ofStream(step),
  [attribute.handler]: step.handler,
  [attribute.version]: step.version,
  [attribute.cacheHit]: step.cached,
});

function ofCommits(commits: readonly CommitFacts[]): Attributes {
  const versions = commits.map(({ version }) => version);
  const snapshots = commits.flatMap(({ snapshotSize }) => snapshotSize ?? []);
  return {
    ...ofStreams(commits),
    ...oneOrAll(attribute.version, attribute.versions, versions),
    [attribute.events]: sum(commits.map(({ events }) => events)),
    ...known(attribute.snapshotSize, snapshots.length > 0 ? sum(snapshots) : undefined),
  };
}
