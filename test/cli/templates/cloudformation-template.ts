/** What JSON can say. */
export type Value = string | number | boolean | readonly Value[] | Values;
export interface Values {
  readonly [name: string]: Value;
}

export interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Values;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Type: string; readonly Default: string | number }>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Description: string; readonly Value: Values }>>;
}

export const isGroup = (value: Value): value is Values => typeof value === 'object' && !Array.isArray(value);

/** With the defaults of its parameters in place of what refers to them. */
export function withDefaults(value: Value, template: Pick<Template, 'Parameters'>): Value {
  if (Array.isArray(value)) return value.map((item: Value) => withDefaults(item, template));
  if (!isGroup(value)) return value;
  const initial = typeof value.Ref === 'string' ? template.Parameters[value.Ref]?.Default : undefined;
  if (initial !== undefined) return initial;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withDefaults(item, template)]));
}
