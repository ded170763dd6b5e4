import type { PlannedConsumer } from '../plan.js';
import { type Policy, STOPPED_INDEX, type Statement, type Target } from '../policies.js';
import { attributeOf, type Part, ref, type Value } from './part.js';
import { LOGICAL_ID } from './table-part.js';

const RESOURCE: Readonly<Record<Target, Value>> = {
  events: attributeOf(LOGICAL_ID.events, 'Arn'),
  reservations: attributeOf(LOGICAL_ID.reservations, 'Arn'),
  checkpoints: attributeOf(LOGICAL_ID.checkpoints, 'Arn'),
  'index of checkpoints': { 'Fn::Join': ['', [attributeOf(LOGICAL_ID.checkpoints, 'Arn'), `/index/${STOPPED_INDEX}`]] },
  'dead letters': attributeOf('DeadLetters', 'Arn'),
  'stream of events': attributeOf(LOGICAL_ID.events, 'StreamArn'),
  // AWS knows no resources for this action.
  'all streams': '*',
};

/** Without a name of its own: CloudFormation makes one that no other region or stack has. */
export function policyPart({ name, description, statements }: Policy, consumer?: PlannedConsumer): Part {
  const id = `${pascal(name)}Policy`;
  return {
    Resources: {
      [id]: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          Description: description,
          ...(consumer && name === 'stream consumer' && { Roles: [ref('ConsumerRole')] }),
          PolicyDocument: { Version: '2012-10-17', Statement: statements.map(statement) },
        },
      },
    },
    Outputs: { [`${id}Arn`]: { Description: description, Value: ref(id) } },
  };
}

const statement = ({ sid, actions, target }: Statement): Value => ({
  Sid: sid,
  Effect: 'Allow',
  Action: actions,
  Resource: RESOURCE[target],
});

const pascal = (words: string): string => words.replace(/(?:^| )([a-z])/g, (_, letter: string) => letter.toUpperCase());
