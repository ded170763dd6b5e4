import { type Policy, STOPPED_INDEX, type Statement, type Target } from '../policies.js';
import type { Block } from './block.js';
import { code, list, template, text } from './expression.js';
import type { Part } from './part.js';
import { output } from './variable.js';

const RESOURCE: Readonly<Record<Target, string>> = {
  events: 'aws_dynamodb_table.events.arn',
  reservations: 'aws_dynamodb_table.reservations.arn',
  checkpoints: 'aws_dynamodb_table.checkpoints.arn',
  'index of checkpoints': `"\${aws_dynamodb_table.checkpoints.arn}/index/${STOPPED_INDEX}"`,
  'dead letters': 'aws_sqs_queue.dead_letters.arn',
  'stream of events': 'aws_dynamodb_table.events.stream_arn',
  'all streams': '"*"',
};

export function policyPart(policy: Policy): Part {
  const label = policy.name.replaceAll(' ', '_');
  return {
    blocks: [document(policy, label), resource(policy, label)],
    outputs: [output(`${label}_policy_arn`, policy.description, `aws_iam_policy.${label}.arn`)],
  };
}

const document = ({ statements }: Policy, label: string): Block => ({
  type: 'data',
  labels: ['aws_iam_policy_document', label],
  blocks: statements.map(statement),
});

const statement = ({ sid, actions, target }: Statement): Block => ({
  ...(target === 'all streams' ? { comment: 'AWS knows no resources for this action.' } : {}),
  type: 'statement',
  arguments: { sid: text(sid), actions: list(actions.map(text)), resources: list([code(RESOURCE[target])]) },
});

/**
 * Policies are known in all regions, tables in one: what Terraform adds to the name keeps two of them apart. Names of
 * tables may be longer than those of policies.
 */
const resource = ({ name, description }: Policy, label: string): Block => ({
  type: 'resource',
  labels: ['aws_iam_policy', label],
  arguments: {
    name_prefix: template(`\${substr(var.name, 0, 80)}-${name.replaceAll(' ', '-')}-`),
    description: text(description),
    policy: code(`data.aws_iam_policy_document.${label}.json`),
    tags: code('var.tags'),
  },
});
