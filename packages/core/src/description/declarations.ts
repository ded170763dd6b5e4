import type { HandlerDeclaration } from '../decorators/handler-method.js';
import { type Class, lineage } from '../metadata/class.js';
import type { Metadata } from '../metadata/metadata.js';

/** Base classes first; a method that a subclass declares again replaces that of its base class. */
export function declarations(type: Class, metadata: Metadata<readonly HandlerDeclaration[]>): HandlerDeclaration[] {
  const byMethod = new Map<string | symbol, readonly HandlerDeclaration[]>();
  for (const link of lineage(type).reverse()) {
    const own = metadata.own(link) ?? [];
    for (const { method } of own) {
      byMethod.set(
        method,
        own.filter((declaration) => declaration.method === method),
      );
    }
  }
  return [...byMethod.values()].flat();
}
