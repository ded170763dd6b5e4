import type { Plan } from '../plan.js';
import { planOf } from '../plan-of.js';
import type { TemplateOptions } from '../template-options.js';
import { type Block, write } from './block.js';
import { consumerPart } from './consumer-part.js';
import { code, map, text } from './expression.js';
import type { Part } from './part.js';
import { policyPart } from './policy-part.js';
import { tablePart } from './table-part.js';
import { variable } from './variable.js';

/**
 * A Terraform module, in one file, for a table of events and, where wanted, one of reservations, with policies for
 * readers, writers, operators and consumers of the stream. What differs from deployment to deployment is a variable.
 *
 * @throws {UsageError} when DynamoDB would refuse the name of a table.
 */
export function terraformModule(options: TemplateOptions): string {
  const plan = planOf(options);
  const parts = [
    ...plan.tables.map(tablePart),
    settings(plan),
    ...plan.policies.map(policyPart),
    ...consumerParts(plan),
  ];
  const all = (kind: keyof Part): readonly Block[] => parts.flatMap((part) => part[kind] ?? []);
  return write([REQUIREMENTS, ...all('variables'), ...all('blocks'), ...all('outputs')]);
}

const consumerParts = ({ consumer }: Plan): readonly Part[] => (consumer ? [consumerPart(consumer)] : []);

/** Any provider since 5.0 knows every argument that is used. */
const REQUIREMENTS: Block = {
  comment: 'Tables for event-sourced aggregates, and policies for those who use them.',
  type: 'terraform',
  blocks: [
    {
      type: 'required_providers',
      arguments: { aws: ['{', '  source  = "hashicorp/aws"', '  version = ">= 5.0"', '}'] },
    },
  ],
};

/** What all resources share. */
const settings = ({ deletionProtection, pointInTimeRecovery, tags }: Plan): Part => ({
  variables: [
    variable('deletion_protection', {
      description: 'Whether DynamoDB refuses to delete the tables.',
      type: 'bool',
      default: code(deletionProtection),
    }),
    variable('point_in_time_recovery', {
      description: 'Whether the tables can be restored to any second of the last 35 days. It is charged by size.',
      type: 'bool',
      default: code(pointInTimeRecovery),
    }),
    variable('tags', {
      description: 'Tags of the tables and policies.',
      type: 'map(string)',
      default: map(Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, text(value)]))),
    }),
  ],
});
