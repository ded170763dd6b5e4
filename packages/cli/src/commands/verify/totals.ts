import type { VerifyTotals } from '@eventsource/dynamodb';

/** Of all segments. */
export const sumOf = (parts: readonly VerifyTotals[]): VerifyTotals => {
  const sum = (name: keyof VerifyTotals) => parts.reduce((total, part) => total + part[name], 0);
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
