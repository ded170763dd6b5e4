import type { StoreRequest } from '@eventsource/core';

/** Notes each request as one line: operation, read units and write units, and the tries when there was more than one. */
export function notebook() {
  const lines: string[] = [];
  const onRequest = ({ operation, attempts, readUnits, writeUnits }: StoreRequest) => {
    const tries = attempts === 1 ? '' : ` in ${attempts} tries`;
    lines.push(`${operation} ${readUnits}/${writeUnits}${tries}`);
  };
  return { lines, onRequest };
}
