import type { ResourceName } from './resource.js';

/**
 * The key of a resource, unique to it: `email:joe@example.com`, as in tables of the Go library.
 *
 * In the type and the tenant, `\` and `:` are escaped by `\`, so that the first plain `:` ends them. A tenant's key begins
 * with `\@`, as no type does: an escape is only ever followed by `\` or `:`.
 *
 * @example
 * reservationKey({ type: 'email', id: 'a:b' }); // 'email:a:b'
 * reservationKey({ type: 'email', id: 'a:b', tenant: 'acme' }); // '\@acme:email:a:b'
 */
export const reservationKey = ({ type, id, tenant }: ResourceName): string =>
  `${tenant === undefined ? '' : `\\@${escaped(tenant)}:`}${escaped(type)}:${id}`;

const escaped = (text: string): string => text.replace(/[\\:]/g, '\\$&');
