import { parseArgs } from 'node:util';

/** What every bench can be told; each has at most one number of its own. */
export interface BenchArguments {
  readonly json: boolean;
  readonly number: number;
}

export interface Program {
  readonly usage: string;
  /** The option that takes a whole number, and its default. */
  readonly number?: { readonly option: string; readonly standard: number };
  readonly main: (args: BenchArguments) => Promise<void>;
}

/** Runs a bench as its arguments ask; explains itself instead where they ask for that, or make no sense. */
export async function runProgram({ usage, number, main }: Program): Promise<void> {
  const args = argumentsOf(number);
  if (typeof args === 'object') return main(args);
  if (args !== '') process.exitCode = 2;
  const output = args === '' ? process.stdout : process.stderr;
  output.write(args === '' ? usage : `${args}\n\n${usage}`);
}

/** The arguments, or what is wrong with them; `''` when they ask for help. */
function argumentsOf(number: Program['number']): BenchArguments | string {
  try {
    const own = number ? { [number.option]: { type: 'string' } } : {};
    const { values } = parseArgs({ options: { ...own, json: { type: 'boolean' }, help: { type: 'boolean' } } });
    if (values.help) return '';
    return { json: values.json === true, number: whole(number, values) };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function whole(number: Program['number'], values: object): number {
  const given: unknown = number && Reflect.get(values, number.option);
  const parsed = given === undefined ? (number?.standard ?? 0) : Number(given);
  if (Number.isSafeInteger(parsed) && parsed >= 0) return parsed;
  throw new TypeError(`--${number?.option} takes a whole number, not "${given}".`);
}
