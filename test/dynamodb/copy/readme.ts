import { type CopyOptions, copy } from '@eventsource/dynamodb';

/** Keeps a table in a file. */
export async function archive(table: string, file: string, print = console.log): Promise<void> {
  const { streams, events, verified } = await copy({ from: { table }, to: { file } });
  print(`${streams} streams, ${events} events, ${verified} items read back.`);
}

/** Brings what the old account has into the new one, as often as it is called. @returns how many streams differ there. */
export async function moveIn(from: CopyOptions['from'], to: CopyOptions['to'], print = console.log): Promise<number> {
  const onConflict = ({ message }: Error) => print(message);
  return (await copy({ from, to, onConflict })).conflicts;
}
