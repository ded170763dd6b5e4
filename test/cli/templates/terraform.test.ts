import { readFile } from 'node:fs/promises';
import { format } from '@cdktf/hcl-tools';
import { expect } from 'chai';
import type { BlockNames, TerraformNames } from './names/terraform-names.js';
import { printed } from './printed.js';
import { type Body, parsed, type TerraformModule } from './terraform-module.js';
import { GOLDEN, ODD_TEXTS, VARIATIONS } from './variations.js';

const terraform = (variation: readonly string[] = []) => printed('terraform', ...variation);

describe('eventsource terraform', () => {
  let names: TerraformNames;

  before(async () => {
    names = JSON.parse(await readFile('test/fixtures/terraform/names.json', 'utf8'));
  });

  for (const [fixture, variation] of Object.entries(GOLDEN)) {
    it(`prints ${variation} as it always did`, async () => {
      const golden = await readFile(`test/fixtures/terraform/${fixture}.tf`, 'utf8');
      expect(await terraform(VARIATIONS[variation])).to.equal(golden);
    });
  }

  for (const [variation, options] of Object.entries(VARIATIONS)) {
    describe(`for ${variation}`, () => {
      let text: string;
      let module: TerraformModule;

      before(async () => {
        text = await terraform(options);
        module = await parsed(text);
      });

      it('is formatted as terraform fmt would', async () => {
        expect(await format(text)).to.equal(text);
      });

      it('uses the names, types and blocks that the provider knows, and all that it requires', () => {
        const mistakes = blocksOf(module).flatMap(([type, label, body]) => {
          const known = names.types[type];
          return known ? mistakesIn(body, known, `${type} ${label}`) : [`${type} is unknown`];
        });
        expect(mistakes).to.deep.equal([]);
      });

      it('refers to variables that it declares, and to attributes that there are', () => {
        const known = new Set([
          ...Object.keys(module.variable).map((name) => `var.${name}`),
          ...blocksOf(module).flatMap(([type, label]) => {
            const prefix = type.replace(/^resource /, '').replace(' ', '.');
            const attributes = names.types[type]?.attributes ?? [];
            return [`${prefix}.${label}`, ...attributes.map((attribute) => `${prefix}.${label}.${attribute}`)];
          }),
        ]);
        const references = text.match(/(?<![\w."-])(?:var|data|aws_\w+)(?:\.\w+)+/g) ?? [];
        expect(references).to.include.members(Object.keys(module.variable).map((name) => `var.${name}`));
        expect(references.filter((reference) => !known.has(reference))).to.deep.equal([]);
      });
    });
  }

  it('protects tables from deletion unless it is told not to', async () => {
    const protection = async (...options: string[]) =>
      (await parsed(await terraform(['--name', 'orders', ...options]))).variable.deletion_protection?.[0].default;
    expect(await protection()).to.equal(true);
    expect(await protection('--no-deletion-protection')).to.equal(false);
  });

  it('has reservations deleted when they have expired', async () => {
    const module = await parsed(await terraform(VARIATIONS['two tables with everything']));
    const [table] = module.resource.aws_dynamodb_table?.reservations ?? [];
    expect(table?.ttl).to.deep.equal([{ attribute_name: 'expires', enabled: true }]);
    expect(module.resource.aws_dynamodb_table?.events?.[0].ttl).to.equal(undefined);
  });

  for (const odd of ODD_TEXTS) {
    it(`takes the tag ${JSON.stringify(odd)} literally`, async () => {
      const module = await parsed(await terraform(['--name', 'orders', '--tags', `odd=${odd}`]));
      // What the parser doubles is literal: what it takes for a reference it leaves as it is.
      expect(module.variable.tags?.[0].default).to.deep.equal({ odd: odd.replace(/[$%](?=\{)/g, '$&$&') });
    });
  }
});

const blocksOf = (module: TerraformModule): [type: string, label: string, body: Body][] =>
  (['resource', 'data'] as const).flatMap((kind) =>
    Object.entries(module[kind]).flatMap(([type, labelled]) =>
      Object.entries(labelled).map(([label, [body]]): [string, string, Body] => [`${kind} ${type}`, label, body]),
    ),
  );

function mistakesIn(body: Body, known: BlockNames, path: string): string[] {
  const missing = known.required.filter((name) => !(name in body)).map((name) => `${path} lacks ${name}`);
  const wrong = Object.entries(body).flatMap(([name, value]) => {
    // Terraform's own, of every resource.
    if (name === 'depends_on') return [];
    const type = known.arguments[name];
    const inner = known.blocks[name];
    if (type) return fits(value, type) ? [] : [`${path} ${name} is no ${type}`];
    if (!inner || !Array.isArray(value)) return [`${path} knows no ${name}`];
    return value.flatMap((block: Body) => mistakesIn(block, inner, `${path} ${name}`));
  });
  return [...missing, ...wrong];
}

/** A reference has the type of what it refers to, which is checked where that is declared. */
function fits(value: Body[string], type: string): boolean {
  if (typeof value === 'string' && value.startsWith('${')) return true;
  if (type === 'stringList') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return typeof value === type;
}
