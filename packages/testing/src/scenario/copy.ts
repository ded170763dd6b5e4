/** A copy that shares nothing with the original, classes kept. What only its own class can read is left out. */
export function copyOf<T extends object>(original: T): T;
export function copyOf(original: object): unknown {
  return copy(original, new Map());
}

function copy(value: unknown, copies: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (copies.has(value)) return copies.get(value);
  if (value instanceof Date || value instanceof RegExp || ArrayBuffer.isView(value)) {
    return Object.setPrototypeOf(structuredClone(value), Object.getPrototypeOf(value));
  }
  const made = emptyLike(value);
  copies.set(value, made);
  if (value instanceof Map && made instanceof Map) {
    for (const [key, entry] of value) made.set(copy(key, copies), copy(entry, copies));
  }
  if (value instanceof Set && made instanceof Set) for (const entry of value) made.add(copy(entry, copies));
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
    if (!descriptor || (Array.isArray(value) && key === 'length')) continue;
    const copied = 'value' in descriptor ? { ...descriptor, value: copy(descriptor.value, copies) } : descriptor;
    Object.defineProperty(made, key, copied);
  }
  return made;
}

function emptyLike(value: object): object {
  if (Array.isArray(value)) return new Array(value.length);
  const prototype: object | null = Object.getPrototypeOf(value);
  if (value instanceof Map) return Object.setPrototypeOf(new Map(), prototype);
  if (value instanceof Set) return Object.setPrototypeOf(new Set(), prototype);
  return Object.create(prototype);
}
