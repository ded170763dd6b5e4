import type { CostRow } from './cost-row.js';

/** What DynamoDB charges for a write unit, in read units. */
const WRITE_PRICE = 5;

/** The rows for people; the price in read units, a write unit being five. */
export function costTable(rows: readonly CostRow[]): string {
  const cells = rows.map(({ case: name, library, priorEvents, requests, rcu, wcu }) => [
    name,
    String(priorEvents),
    library,
    ...[requests, rcu, wcu, rcu + WRITE_PRICE * wcu].map((number) => number.toFixed(2)),
  ]);
  const table = [['case', 'prior events', 'library', 'requests', 'RCU', 'WCU', 'price'], ...cells];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table.map((row) => row.map((cell, column) => align(cell, column, widths[column] ?? 0)).join('  ')).join('\n');
}

const align = (cell: string, column: number, width: number): string =>
  column === 0 || column === 2 ? cell.padEnd(width) : cell.padStart(width);
