import type { CreateTableOptions, DescribedTable, TableCapacity } from '@eventsource/dynamodb';

/** In which of the settings that were asked for a table is another, in words. */
export function differences(table: DescribedTable, asked: CreateTableOptions): string[] {
  const { capacity, stream, deletionProtection, pointInTimeRecovery, tags = {} } = asked;
  const wanted = stream === false ? undefined : stream;
  return [
    ...(capacity && !isSame(table.capacity, capacity) ? [`it is billed ${billing(table.capacity)}`] : []),
    ...(stream !== undefined && table.stream !== wanted ? [`its stream carries ${table.stream ?? 'nothing'}`] : []),
    ...(deletionProtection && !table.deletionProtection ? ['it is not protected from deletion'] : []),
    ...(pointInTimeRecovery && table.pointInTimeRecovery === false ? ['its point-in-time recovery is off'] : []),
    ...Object.entries(tags)
      .filter(([name, value]) => table.tags && table.tags[name] !== value)
      .map(
        ([name]) => `its tag "${name}" is ${table.tags?.[name] === undefined ? 'missing' : `"${table.tags[name]}"`}`,
      ),
  ];
}

/** How a table is billed, for people. */
export const billing = (capacity: TableCapacity | undefined): string =>
  capacity ? `for ${capacity.read} read and ${capacity.write} write units a second` : 'on demand';

const isSame = (has: TableCapacity | undefined, asked: TableCapacity): boolean =>
  has?.read === asked.read && has.write === asked.write;
