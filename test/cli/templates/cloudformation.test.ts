import { readFile } from 'node:fs/promises';
import { BillingMode, KeyType, ScalarAttributeType, StreamViewType } from '@aws-sdk/client-dynamodb';
import { expect } from 'chai';
import { parse } from 'yaml';
import { isGroup, type Template, type Value, type Values, withDefaults } from './cloudformation-template.js';
import type { CloudFormationNames, Property, ResourceNames } from './names/cloudformation-names.js';
import { printed } from './printed.js';
import { GOLDEN, ODD_TEXTS, VARIATIONS } from './variations.js';

const cloudFormation = (variation: readonly string[] = []) => printed('cloudformation', ...variation);
const read = (yaml: string): Template => parse(yaml, { version: '1.1' });

/** By the name of the property. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  AttributeType: Object.values(ScalarAttributeType),
  BillingMode: Object.values(BillingMode),
  KeyType: Object.values(KeyType),
  StreamViewType: Object.values(StreamViewType),
};

describe('eventsource cloudformation', () => {
  let names: CloudFormationNames;

  before(async () => {
    names = JSON.parse(await readFile('test/fixtures/cloudformation/names.json', 'utf8'));
  });

  for (const [fixture, variation] of Object.entries(GOLDEN)) {
    it(`prints ${variation} as it always did`, async () => {
      const golden = await readFile(`test/fixtures/cloudformation/${fixture}.yaml`, 'utf8');
      expect(await cloudFormation(VARIATIONS[variation])).to.equal(golden);
    });
  }

  for (const [variation, options] of Object.entries(VARIATIONS)) {
    describe(`for ${variation}`, () => {
      let template: Template;

      before(async () => {
        template = read(await cloudFormation(options));
      });

      it('says the same in JSON', async () => {
        expect(JSON.parse(await cloudFormation([...options, '--format', 'json']))).to.deep.equal(template);
        expect(JSON.parse(await cloudFormation([...options, '--json']))).to.deep.equal(template);
      });

      it('uses the names, types and values that CloudFormation knows, and all that it requires', () => {
        const mistakes = Object.entries(template.Resources).flatMap(([id, { Type, Properties }]) => {
          const known = names.types[Type];
          const given = withDefaults(Properties, template);
          return known && isGroup(given) ? mistakesIn(given, known.properties, known, id) : [`${Type} is unknown`];
        });
        expect(mistakes).to.deep.equal([]);
      });

      it('refers to what it declares, and to attributes that there are', () => {
        const ids = [...Object.keys(template.Parameters), ...Object.keys(template.Resources)];
        const attributes = Object.entries(template.Resources).flatMap(([id, { Type }]) =>
          (names.types[Type]?.attributes ?? []).map((attribute) => `${id}.${attribute}`),
        );
        const references = [template.Resources, template.Outputs].flatMap(referencesIn);
        expect(references).to.include.members(Object.keys(template.Parameters));
        expect(references.filter((reference) => ![...ids, ...attributes].includes(reference))).to.deep.equal([]);
      });

      it('keeps every table when the stack is deleted or the table replaced', () => {
        const tables = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::DynamoDB::Table');
        expect(tables).to.not.be.empty;
        for (const table of tables) {
          expect(table).to.include({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
        }
      });
    });
  }

  it('protects tables from deletion unless it is told not to', async () => {
    const protection = async (...options: string[]) =>
      read(await cloudFormation(['--name', 'orders', ...options])).Parameters.DeletionProtection?.Default;
    expect(await protection()).to.equal('true');
    expect(await protection('--no-deletion-protection')).to.equal('false');
  });

  for (const odd of ODD_TEXTS) {
    it(`takes the tag ${JSON.stringify(odd)} literally`, async () => {
      const template = read(await cloudFormation(['--name', 'orders', '--tags', `${odd.replaceAll('=', '')}=${odd}`]));
      expect(template.Resources.EventsTable?.Properties.Tags).to.deep.equal([{ Key: odd.trimStart(), Value: odd }]);
    });
  }
});

type Properties = Readonly<Record<string, Property>>;

function mistakesIn(given: Values, known: Properties, resource: ResourceNames, path: string): string[] {
  const required = Object.entries(known).filter(([, { required }]) => required);
  const missing = required.filter(([name]) => !(name in given)).map(([name]) => `${path} lacks ${name}`);
  const wrong = Object.entries(given).flatMap(([name, value]) => {
    const type = known[name]?.type;
    if (!type) return [`${path} knows no ${name}`];
    if (VALUES[name] && !VALUES[name].includes(String(value))) return [`${path} ${name} cannot be ${value}`];
    return typeMistakes(value, type, resource, `${path} ${name}`);
  });
  return [...missing, ...wrong];
}

/** Parameters are text, from which CloudFormation reads what a property needs. */
const FORMS: Readonly<Record<string, (value: Value) => boolean>> = {
  string: (value) => typeof value === 'string' || (isGroup(value) && 'Fn::GetAtt' in value),
  boolean: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
  integer: (value) => Number.isInteger(value),
  json: isGroup,
  tag: (value) => isGroup(value) && typeof value.Key === 'string' && typeof value.Value === 'string',
};

function typeMistakes(value: Value, types: string, resource: ResourceNames, path: string): string[] {
  const attempts = types.split(' or ').map((type) => {
    const element = /^array of (.*)$/.exec(type)?.[1];
    if (element) {
      if (!Array.isArray(value)) return [`${path} is no ${type}`];
      return value.flatMap((item: Value) => typeMistakes(item, element, resource, path));
    }
    const group = resource.groups[type];
    if (group) return isGroup(value) ? mistakesIn(value, group, resource, path) : [`${path} is no ${type}`];
    return FORMS[type]?.(value) ? [] : [`${path} is no ${type}`];
  });
  return attempts.find((mistakes) => mistakes.length === 0) ?? attempts[0] ?? [];
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Ref' in value) return [String(value.Ref)];
  if ('Fn::GetAtt' in value) return [[value['Fn::GetAtt']].flat().join('.')];
  return Object.values(value).flatMap(referencesIn);
}
