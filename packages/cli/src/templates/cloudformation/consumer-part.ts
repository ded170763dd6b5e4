import { MAPPING, patternOf } from '../mapping.js';
import type { PlannedConsumer } from '../plan.js';
import { attributeOf, type Part, ref, type Values } from './part.js';
import { LOGICAL_ID } from './table-part.js';

/** The function itself is somebody else's: it is called, and its role is allowed what it needs. */
export const consumerPart = ({ functionName, role, eventNames }: PlannedConsumer): Part => ({
  Parameters: {
    ConsumerFunction: {
      Type: 'String',
      Description: 'Name or ARN of the Lambda function that takes the stream.',
      Default: functionName,
    },
    ConsumerRole: { Type: 'String', Description: 'Name of the role of that function.', Default: role },
  },
  Resources: { DeadLetters: deadLetters, Consumer: mapping(eventNames) },
  Outputs: {
    DeadLettersUrl: {
      Description: 'URL of the queue that tells which records the function gave up on.',
      Value: ref('DeadLetters'),
    },
    DeadLettersArn: { Description: 'ARN of that queue, for alarms.', Value: attributeOf('DeadLetters', 'Arn') },
  },
});

const deadLetters: Values = {
  Type: 'AWS::SQS::Queue',
  Properties: { MessageRetentionPeriod: MAPPING.retention, SqsManagedSseEnabled: true },
};

/** Lambda refuses a mapping whose function may not read the stream. */
const mapping = (eventNames: readonly string[]): Values => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  DependsOn: 'StreamConsumerPolicy',
  Properties: {
    EventSourceArn: attributeOf(LOGICAL_ID.events, 'StreamArn'),
    FunctionName: ref('ConsumerFunction'),
    StartingPosition: MAPPING.startingPosition,
    BatchSize: MAPPING.batchSize,
    FunctionResponseTypes: MAPPING.responseTypes,
    MaximumRetryAttempts: MAPPING.maximumRetryAttempts,
    MaximumRecordAgeInSeconds: MAPPING.maximumRecordAge,
    BisectBatchOnFunctionError: MAPPING.bisect,
    ParallelizationFactor: MAPPING.parallelizationFactor,
    FilterCriteria: { Filters: [{ Pattern: patternOf(eventNames) }] },
    DestinationConfig: { OnFailure: { Destination: attributeOf('DeadLetters', 'Arn') } },
  },
});
