/** What JSON can say. */
export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };
export type Values = { readonly [name: string]: Value };

/** What one concern brings to a template. */
export interface Part {
  readonly Parameters?: Values;
  readonly Resources?: Values;
  readonly Outputs?: Values;
}

export const ref = (name: string): Values => ({ Ref: name });
export const attributeOf = (resource: string, attribute: string): Values => ({ 'Fn::GetAtt': [resource, attribute] });
