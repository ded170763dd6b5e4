import { assignments, type Expression, indented } from './expression.js';

/** `resource "aws_dynamodb_table" "events" { … }` */
export interface Block {
  /** Why, in the module itself. */
  readonly comment?: string;
  readonly type: string;
  readonly labels?: readonly string[];
  readonly arguments?: Readonly<Record<string, Expression>>;
  readonly blocks?: readonly Block[];
}

/** As `terraform fmt` would leave it. */
export const write = (blocks: readonly Block[]): string => `${apart(blocks.map(linesOf)).join('\n')}\n`;

function linesOf({ comment, type, labels = [], arguments: given = {}, blocks = [] }: Block): readonly string[] {
  const head = [type, ...labels.map((label) => `"${label}"`)].join(' ');
  const rows = Object.entries(given);
  const body = apart([...(rows.length > 0 ? [assignments(rows)] : []), ...blocks.map(linesOf)]);
  return [...(comment ? [`# ${comment}`] : []), `${head} {`, ...indented(body), '}'];
}

/** With an empty line between the groups. */
const apart = (groups: readonly (readonly string[])[]): readonly string[] =>
  groups.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
