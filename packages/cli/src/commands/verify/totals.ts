import type { Totals } from '@eventsource/dynamodb';

/** Of all segments. */
export const sumOf = (parts: readonly Totals[]): Totals => {
  const sum = (name: keyof Totals) => parts.reduce((total, part) => total + part[name], 0);
  return {
    streams: sum('streams'),
    items: sum('items'),
    events: sum('events'),
    snapshots: sum('snapshots'),
    compared: sum('compared'),
    bytes: sum('bytes'),
    units: sum('units'),
  };
};
