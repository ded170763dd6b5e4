import type { Plan } from '../plan.js';
import { planOf } from '../plan-of.js';
import type { TemplateOptions } from '../template-options.js';
import { consumerPart } from './consumer-part.js';
import type { Part, Values } from './part.js';
import { policyPart } from './policy-part.js';
import { tablePart } from './table-part.js';

/**
 * A CloudFormation template for a table of events and, where wanted, one of reservations, with policies. It keeps to
 * the forms `Ref`, `Fn::GetAtt` and `Fn::Join`, which JSON and YAML share. Tables outlive their stack.
 *
 * @throws {UsageError} when DynamoDB would refuse the name of a table.
 */
export function cloudFormationTemplate(options: TemplateOptions): Values {
  const plan = planOf(options);
  const parts = [
    ...plan.tables.map((table) => tablePart(table, plan)),
    settings(plan),
    ...plan.policies.map((policy) => policyPart(policy, plan.consumer)),
    ...(plan.consumer ? [consumerPart(plan.consumer)] : []),
  ];
  const all = (kind: keyof Part): Values => Object.assign({}, ...parts.map((part) => part[kind]));
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Tables for event-sourced aggregates, and policies for those who use them.',
    Parameters: all('Parameters'),
    Resources: all('Resources'),
    Outputs: all('Outputs'),
  };
}

/** What the tables share. */
const settings = ({ deletionProtection, pointInTimeRecovery }: Plan): Part => ({
  Parameters: {
    DeletionProtection: choice('Whether DynamoDB refuses to delete the tables.', deletionProtection),
    PointInTimeRecovery: choice(
      'Whether the tables can be restored to any second of the last 35 days. It is charged by size.',
      pointInTimeRecovery,
    ),
  },
});

const choice = (description: string, initial: boolean): Values => ({
  Type: 'String',
  Description: description,
  AllowedValues: ['true', 'false'],
  Default: String(initial),
});
