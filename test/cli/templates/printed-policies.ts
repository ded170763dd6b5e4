import { printed } from './printed.js';
import { parsed } from './terraform-module.js';

/** One statement of a policy, in the words of neither format. */
export interface Permission {
  readonly policy: string;
  readonly actions: readonly string[];
  /** `events`, `reservations`, `stream of events`, or `*`. */
  readonly resources: readonly string[];
}

const TARGETS: Readonly<Record<string, string>> = {
  'aws_dynamodb_table.events.arn': 'events',
  'aws_dynamodb_table.events.stream_arn': 'stream of events',
  'aws_dynamodb_table.reservations.arn': 'reservations',
  'aws_dynamodb_table.checkpoints.arn': 'checkpoints',
  '${aws_dynamodb_table.checkpoints.arn}/index/stopped': 'index of checkpoints',
  'aws_sqs_queue.dead_letters.arn': 'dead letters',
  'CheckpointsTable.Arn': 'checkpoints',
  'CheckpointsTable.Arn/index/stopped': 'index of checkpoints',
  'DeadLetters.Arn': 'dead letters',
  'EventsTable.Arn': 'events',
  'EventsTable.StreamArn': 'stream of events',
  'ReservationsTable.Arn': 'reservations',
};

const targetOf = (resource: string): string => TARGETS[resource] ?? resource;

export async function terraformPolicies(...options: readonly string[]): Promise<Permission[]> {
  const { data } = await parsed(await printed('terraform', ...options));
  return Object.entries(data.aws_iam_policy_document ?? {}).flatMap(([policy, [{ statement }]]) =>
    objectsIn(statement).map((body) => ({
      policy: policy.replaceAll('_', ' '),
      actions: stringsIn(body.actions),
      resources: stringsIn(body.resources).map((resource) => targetOf(resource.replace(/^\$\{([^}]*)\}$/, '$1'))),
    })),
  );
}

export async function cloudFormationPolicies(...options: readonly string[]): Promise<Permission[]> {
  const { Resources } = JSON.parse(await printed('cloudformation', '--json', ...options));
  return Object.entries<{ readonly Properties: { readonly PolicyDocument?: Document } }>(Resources).flatMap(
    ([id, { Properties }]) =>
      (Properties.PolicyDocument?.Statement ?? []).map(({ Action, Resource }) => ({
        policy: wordsOf(id.replace(/Policy$/, '')),
        actions: Action,
        resources: [targetOf(arnText(Resource))],
      })),
  );
}

type Arn =
  | string
  | { readonly 'Fn::GetAtt': readonly string[] }
  | { readonly 'Fn::Join': readonly [string, readonly Arn[]] };

function arnText(arn: Arn): string {
  if (typeof arn === 'string') return arn;
  return 'Fn::Join' in arn ? arn['Fn::Join'][1].map(arnText).join('') : arn['Fn::GetAtt'].join('.');
}

interface Document {
  readonly Statement: readonly {
    readonly Action: readonly string[];
    readonly Resource: Arn;
  }[];
}

const wordsOf = (id: string): string => id.replace(/(?<!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

const stringsIn = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : [];

const objectsIn = (list: unknown): Readonly<Record<string, unknown>>[] =>
  Array.isArray(list) ? list.filter((item): item is Readonly<Record<string, unknown>> => typeof item === 'object') : [];
