import type { Change } from './change.js';

/** Names what a change is about, for errors and reports. */
export const targetOf = ({ kind, resource: { type, id } }: Change): string => `${kind} ${type || 'value'} "${id}"`;
