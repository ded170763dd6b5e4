import { parse } from '@cdktf/hcl2json';

/** What stands between braces. Blocks are lists, since there can be several of a kind. */
export interface Body {
  readonly [name: string]: string | number | boolean | readonly (string | Body)[] | Body;
}

/** By type, and label. */
type Labelled = Readonly<Record<string, Readonly<Record<string, readonly [Body]>>>>;

export interface TerraformModule {
  readonly variable: Readonly<Record<string, readonly [Body]>>;
  readonly output: Readonly<Record<string, readonly [Body]>>;
  readonly resource: Labelled;
  readonly data: Labelled;
}

/** As Terraform's own parser sees it. Strings are templates in which `$${` stands for `${`. */
export async function parsed(module: string): Promise<TerraformModule> {
  const { variable, output, resource, data } = await parse('module.tf', module);
  return { variable, output, resource, data };
}
