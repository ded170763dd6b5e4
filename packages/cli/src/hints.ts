import type { OptionValues } from 'commander';

type Fields = Readonly<Record<string, unknown>>;

/** What says what an error means, to whoever typed these options. */
type Hint = (error: Fields, typed: OptionValues) => string | undefined;

/** The words of the command line for what tables hold. */
const GROUPS: Fields = { events: 'dynamodb', reservations: 'singleton', checkpoints: 'checkpoints' };

/**
 * The message of an error for whoever typed a command: with commands and options, where that of a library names functions.
 * It goes by names, since loading those libraries would take longer than most errors.
 */
export function hinted(error: Error, typed: OptionValues): string {
  return HINTS[error.name]?.({ ...error, cause: error.cause }, typed) ?? error.message;
}

const tableNotFound: Hint = ({ table, where, holds }, typed) => {
  const isTyped = Object.values(typed).includes(table);
  const check = isTyped ? checkOf(String(table), typed) : 'Check how your module connects';
  return `Table "${table}" does not exist at ${where}. ${check}, or create it${creation(holds, table, typed)}`;
};

/** With an endpoint, the region does not matter. */
const checkOf = (table: string, typed: OptionValues): string =>
  typedFor('endpoint', table, typed) === undefined && !process.env.DYNAMODB_ENDPOINT
    ? `Check its name and ${optionOf('region', table, typed)}`
    : 'Check its name';

function creation(holds: unknown, table: unknown, typed: OptionValues): string {
  const group = GROUPS[String(holds)];
  if (group === undefined) return '.';
  const isTyped = Object.values(typed).includes(table);
  const ways = ['region', 'endpoint', 'profile'].map((name) => [name, typedFor(name, String(table), typed)] as const);
  const way = ways.flatMap(([name, value]) => (isTyped && value !== undefined ? [` --${name} ${value}`] : []));
  return `: eventsource ${group} create-table --name ${table}${way.join('')}`;
}

const tableMismatch: Hint = ({ table, holds }) => {
  const group = GROUPS[String(holds)];
  if (group === undefined) return undefined;
  const shown = `eventsource ${group} create-table --name ${table} --dryrun`;
  return `Table "${table}" has another key schema than one of ${holds}, which this shows: ${shown}`;
};

const configuration: Hint = ({ setting }, typed) =>
  setting === 'region' ? `No AWS region is known. Pass ${optionsOf('region', typed)}, or set AWS_REGION.` : undefined;

const credentials: Hint = ({ problem }, typed) => {
  const profiles = [typed.profile, typed.fromProfile, typed.toProfile].filter((profile) => profile !== undefined);
  const whose = profiles.length === 0 ? '' : ` of profile ${profiles.map((profile) => `"${profile}"`).join(' or ')}`;
  const remedy =
    profiles.length === 0
      ? `Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or pass ${optionsOf('profile', typed)}.`
      : 'See that it is in the AWS configuration files, or pass another one.';
  return `AWS credentials${whose} are missing, expired or refused (${problem}). ${remedy}`;
};

const folder: Hint = ({ folder, cause }, typed) => {
  if (!(cause instanceof Error)) return undefined;
  const { name, message: problem } = cause;
  const isRegion = problem === 'Region is missing';
  const hint = name === 'CredentialsProviderError' ? credentials : isRegion ? configuration : undefined;
  return hint && `${folder} cannot be read. ${hint({ problem, setting: 'region' }, typed)}`;
};

const exportNotChosen: Hint = ({ folder, exports, exportId }) => {
  const problem = exportId === undefined ? 'holds several exports' : `has no export "${exportId}"`;
  return `${folder} ${problem}. Pass one of these as --export-id: ${[exports].flat().join(', ')}`;
};

const consumerUnavailable: Hint = ({ consumer, stream, problem, cause }, typed) =>
  cause instanceof Error
    ? `Consumer "${consumer}" ${problem}, so the delivery ended at stream "${stream}": ${hinted(cause, typed)}`
    : undefined;

const HINTS: Readonly<Record<string, Hint>> = {
  AwsConfigurationError: configuration,
  ConsumerUnavailableError: consumerUnavailable,
  CredentialsError: credentials,
  ExportNotChosenError: exportNotChosen,
  FolderError: folder,
  TableMismatchError: tableMismatch,
  TableNotFoundError: tableNotFound,
};

/** A copy has two of each: `--from-region` and `--to-region`. */
const isCopy = ({ from, to }: OptionValues): boolean => from !== undefined && to !== undefined;

const optionsOf = (name: string, typed: OptionValues): string =>
  isCopy(typed) ? `--from-${name} or --to-${name}` : `--${name}`;

const optionOf = (name: string, table: string, typed: OptionValues): string =>
  isCopy(typed) ? `--${typed.from === table ? 'from' : 'to'}-${name}` : `--${name}`;

function typedFor(name: string, table: string, typed: OptionValues): unknown {
  if (!isCopy(typed)) return typed[name];
  const side = typed.from === table ? 'from' : 'to';
  return typed[`${side}${name.charAt(0).toUpperCase()}${name.slice(1)}`];
}
