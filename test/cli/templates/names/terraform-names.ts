import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inArchive } from './archive.js';

/** 37 MB, of which a few files are read. */
const PACKAGE = '@cdktf/provider-aws@21.22.1';

/** What may stand between the braces of a block. */
export interface BlockNames {
  readonly required: readonly string[];
  /** The types of the arguments by their names. */
  readonly arguments: Readonly<Record<string, string>>;
  readonly blocks: Readonly<Record<string, BlockNames>>;
}

export interface TerraformNames {
  readonly source: string;
  readonly provider: string;
  /** By `resource` or `data`, and type; with the attributes that others can refer to. */
  readonly types: Readonly<Record<string, BlockNames & { readonly attributes: readonly string[] }>>;
}

const TYPES = {
  'resource aws_dynamodb_table': ['dynamodb-table', 'DynamodbTable'],
  'resource aws_iam_policy': ['iam-policy', 'IamPolicy'],
  'resource aws_iam_role_policy_attachment': ['iam-role-policy-attachment', 'IamRolePolicyAttachment'],
  'resource aws_lambda_event_source_mapping': ['lambda-event-source-mapping', 'LambdaEventSourceMapping'],
  'resource aws_sqs_queue': ['sqs-queue', 'SqsQueue'],
  'data aws_iam_policy_document': ['data-aws-iam-policy-document', 'DataAwsIamPolicyDocument'],
} as const;

export const terraformNames = (): Promise<TerraformNames> =>
  inArchive(PACKAGE, async (folder) => {
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const { name, version } = manifest.cdktf.provider;
    const types = Object.entries(TYPES).map(async ([type, [path, className]]) => {
      const code = await readFile(join(folder, 'lib', path, 'index.js'), 'utf8');
      const declared = await readFile(join(folder, 'lib', path, 'index.d.ts'), 'utf8');
      return [type, { ...ofClass(code, declared, className), attributes: attributesOf(code, className) }];
    });
    return { source: PACKAGE, provider: `${name} ${version}`, types: Object.fromEntries(await Promise.all(types)) };
  });

const ofClass = (code: string, declared: string, className: string): BlockNames =>
  namesIn(code, declared, code.slice(code.lastIndexOf('synthesizeHclAttributes() {')), `${className}Config`);

function ofStruct(code: string, declared: string, struct: string): BlockNames {
  const converter = `function ${struct[0]?.toLowerCase()}${struct.slice(1)}ToHclTerraform(struct) {`;
  return namesIn(code, declared, code.slice(code.indexOf(converter)), struct);
}

/** The table of names, blocks and types with which the package writes HCL. */
function namesIn(code: string, declared: string, from: string, struct: string): BlockNames {
  const table = from.slice(0, from.indexOf('// remove undefined attributes'));
  const rows = [
    ...table.matchAll(/(\w+): \{\s*value: [^\n]*\n\s*isBlock: (\w+),\s*type: "(\w+)",\s*storageClassType: "(\w+)"/g),
  ];
  const names: { required: string[]; arguments: Record<string, string>; blocks: Record<string, BlockNames> } = {
    required: requiredIn(declared, struct),
    arguments: {},
    blocks: {},
  };
  for (const [, name = '', isBlock, , type = ''] of rows) {
    if (isBlock === 'true') names.blocks[name] = ofStruct(code, declared, type.replace(/List$/, ''));
    else names.arguments[name] = type;
  }
  return names;
}

/** Properties without a question mark. */
function requiredIn(declared: string, struct: string): string[] {
  const start = declared.search(new RegExp(`export interface ${struct}\\b`));
  const body = declared.slice(start, declared.indexOf('\n}', start));
  return [...body.matchAll(/readonly (\w+):/g)].map(([, name = '']) =>
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
}

function attributesOf(code: string, className: string): string[] {
  const own = code.slice(code.indexOf(`class ${className} extends`));
  return [...new Set([...own.matchAll(/get\w+Attribute\('(\w+)'\)/g)].map(([, name = '']) => name))].sort();
}
