import { MAPPING, patternOf } from '../mapping.js';
import type { PlannedConsumer } from '../plan.js';
import type { Block } from './block.js';
import { code, list, template, text } from './expression.js';
import type { Part } from './part.js';
import { output, variable } from './variable.js';

/** The function itself is somebody else's: it is called, and its role is allowed what it needs. */
export const consumerPart = ({ functionName, role, eventNames }: PlannedConsumer): Part => ({
  variables: [
    variable('consumer_function', {
      description: 'Name or ARN of the Lambda function that takes the stream.',
      type: 'string',
      default: text(functionName),
    }),
    variable('consumer_role', {
      description: 'Name of the role of that function.',
      type: 'string',
      default: text(role),
    }),
  ],
  blocks: [deadLetters, attachment, mapping(eventNames)],
  outputs: [
    output(
      'dead_letters_url',
      'URL of the queue that tells which records the function gave up on.',
      'aws_sqs_queue.dead_letters.url',
    ),
    output('dead_letters_arn', 'ARN of that queue, for alarms.', 'aws_sqs_queue.dead_letters.arn'),
  ],
});

const deadLetters: Block = {
  type: 'resource',
  labels: ['aws_sqs_queue', 'dead_letters'],
  arguments: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's, not ours.
    name_prefix: template('${replace(substr(var.name, 0, 40), ".", "-")}-dead-letters-'),
    message_retention_seconds: code(MAPPING.retention),
    sqs_managed_sse_enabled: code(true),
    tags: code('var.tags'),
  },
};

const attachment: Block = {
  type: 'resource',
  labels: ['aws_iam_role_policy_attachment', 'stream_consumer'],
  arguments: { role: code('var.consumer_role'), policy_arn: code('aws_iam_policy.stream_consumer.arn') },
};

/** Lambda refuses a mapping whose function may not read the stream. */
const mapping = (eventNames: readonly string[]): Block => ({
  type: 'resource',
  labels: ['aws_lambda_event_source_mapping', 'consumer'],
  arguments: {
    event_source_arn: code('aws_dynamodb_table.events.stream_arn'),
    function_name: code('var.consumer_function'),
    starting_position: text(MAPPING.startingPosition),
    batch_size: code(MAPPING.batchSize),
    function_response_types: list(MAPPING.responseTypes.map(text)),
    maximum_retry_attempts: code(MAPPING.maximumRetryAttempts),
    maximum_record_age_in_seconds: code(MAPPING.maximumRecordAge),
    bisect_batch_on_function_error: code(MAPPING.bisect),
    parallelization_factor: code(MAPPING.parallelizationFactor),
    depends_on: list([code('aws_iam_role_policy_attachment.stream_consumer')]),
  },
  blocks: [
    {
      type: 'filter_criteria',
      blocks: [{ type: 'filter', arguments: { pattern: text(patternOf(eventNames)) } }],
    },
    {
      type: 'destination_config',
      blocks: [{ type: 'on_failure', arguments: { destination_arn: code('aws_sqs_queue.dead_letters.arn') } }],
    },
  ],
});
