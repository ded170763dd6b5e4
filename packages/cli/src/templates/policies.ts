import { checkpointTableDefinition } from '@eventsource/lambda';

/** What a statement is about. Streams cannot be listed one by one: AWS knows that action for all of them only. */
export type Target =
  | 'events'
  | 'reservations'
  | 'checkpoints'
  | 'index of checkpoints'
  | 'dead letters'
  | 'stream of events'
  | 'all streams';

export interface Statement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly target: Target;
}

/** Where a table of checkpoints lists the streams that were given up. */
export const STOPPED_INDEX = checkpointTableDefinition('').GlobalSecondaryIndexes?.[0]?.IndexName ?? '*';

/** A policy for one kind of user, without who that is. */
export interface Policy {
  readonly name: 'reader' | 'writer' | 'operator' | 'stream consumer';
  readonly description: string;
  readonly statements: readonly Statement[];
}

/** The tables have these parts. */
export interface Parts {
  readonly stream: boolean;
  readonly reservations: boolean;
  readonly consumer: boolean;
}

/** What each kind of user sends, and no more. A test compares it with what the packages send. */
export const policiesFor = (parts: Parts): readonly Policy[] => [
  reader(parts),
  writer(parts),
  operator(parts),
  ...(parts.stream ? [streamConsumer(parts)] : []),
];

const events = (...actions: string[]): Statement => statement('Events', 'events', actions);
const reservations = (...actions: string[]): Statement => statement('Reservations', 'reservations', actions);

const statement = (sid: string, target: Target, actions: readonly string[]): Statement => ({
  sid,
  target,
  actions: actions.map((action) => `dynamodb:${action}`),
});

const reader = (parts: Parts): Policy => ({
  name: 'reader',
  description: 'Loads aggregates, and sees whether a value is reserved.',
  statements: [events('GetItem', 'Query'), ...(parts.reservations ? [reservations('GetItem')] : [])],
});

/** A transaction needs the permissions of its parts, and none of its own. */
const writer = (parts: Parts): Policy => ({
  name: 'writer',
  description: 'Dispatches commands: loads aggregates, appends events, and reserves values.',
  statements: [
    events('GetItem', 'PutItem', 'Query'),
    ...(parts.reservations ? [reservations('ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem')] : []),
  ],
});

const operator = (parts: Parts): Policy => ({
  name: 'operator',
  description: 'Describes tables and reads them as a whole: verify, stats, lists of streams, the source of a copy.',
  statements: [events(...DESCRIBE, 'Query', 'Scan'), ...(parts.reservations ? [reservations(...DESCRIBE)] : [])],
});

const DESCRIBE = ['DescribeContinuousBackups', 'DescribeTable', 'DescribeTimeToLive', 'ListTagsOfResource'];

const streamConsumer = (parts: Parts): Policy => ({
  name: 'stream consumer',
  description: 'Receives new events: the role of a Lambda function that builds projections or publishes.',
  statements: [
    statement('Stream', 'stream of events', ['DescribeStream', 'GetRecords', 'GetShardIterator']),
    statement('ListStreams', 'all streams', ['ListStreams']),
    ...(parts.consumer ? CONSUMPTION : []),
  ],
});

/** It loads what it missed, keeps its positions, and Lambda tells in its name what it gave up on. */
const CONSUMPTION: readonly Statement[] = [
  events('Query'),
  statement('Checkpoints', 'checkpoints', ['BatchGetItem', 'GetItem', 'UpdateItem']),
  statement('StoppedStreams', 'index of checkpoints', ['Query']),
  { sid: 'DeadLetters', target: 'dead letters', actions: ['sqs:SendMessage'] },
];
