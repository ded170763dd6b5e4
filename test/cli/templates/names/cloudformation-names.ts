import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { inArchive } from './archive.js';

/** AWS's own data, from which its CDK is made: 3 MB. */
const PACKAGE = '@aws-cdk/aws-service-spec@0.1.216';
const TYPES = ['AWS::DynamoDB::Table', 'AWS::IAM::ManagedPolicy', 'AWS::Lambda::EventSourceMapping', 'AWS::SQS::Queue'];

export interface Property {
  /** `string`, `boolean`, `integer`, `json`, …, `array of …`, or the name of a group of properties. */
  readonly type: string;
  readonly required: boolean;
}

export interface ResourceNames {
  readonly attributes: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
  /** The groups of properties that those above name. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, Property>>>>;
}

export interface CloudFormationNames {
  readonly source: string;
  readonly types: Readonly<Record<string, ResourceNames>>;
}

interface SpecifiedType {
  readonly type: string;
  readonly element?: SpecifiedType;
  readonly types?: readonly SpecifiedType[];
  readonly reference?: { readonly $ref: string };
}

type Properties = Readonly<Record<string, { readonly type: SpecifiedType; readonly required?: boolean }>>;
type Entities<T> = { readonly entities: Readonly<Record<string, T>> };

interface Resource {
  readonly cloudFormationType: string;
  readonly properties: Properties;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface Group {
  readonly $id: string;
  readonly name: string;
  readonly properties: Properties;
}

interface Specification {
  readonly schema: {
    readonly resource: Entities<Resource>;
    readonly typeDefinition: Entities<Group>;
  };
}

export const cloudFormationNames = (): Promise<CloudFormationNames> =>
  inArchive(PACKAGE, async (folder) => {
    const zipped = await readFile(join(folder, 'db.json.gz'));
    const specification: Specification = JSON.parse(gunzipSync(zipped).toString());
    const resources = Object.values(specification.schema.resource.entities);
    const wanted = resources.filter(({ cloudFormationType }) => TYPES.includes(cloudFormationType));
    const types = wanted.map((resource) => [resource.cloudFormationType, namesOf(resource, specification)]);
    return { source: PACKAGE, types: Object.fromEntries(types) };
  });

function namesOf({ attributes, properties }: Resource, { schema }: Specification): ResourceNames {
  const defined = new Map(Object.values(schema.typeDefinition.entities).map((group) => [group.$id, group]));
  const groups: Record<string, Readonly<Record<string, Property>>> = {};
  const typeOf = ({ type, element, types, reference }: SpecifiedType): string => {
    if (type === 'array' && element) return `array of ${typeOf(element)}`;
    if (types) return types.map(typeOf).join(' or ');
    return reference ? group(reference.$ref) : type;
  };
  const group = (id: string): string => {
    const { name = '', properties = {} } = defined.get(id) ?? {};
    if (!groups[name]) groups[name] = listed(properties);
    return name;
  };
  const listed = (given: Properties): Readonly<Record<string, Property>> =>
    Object.fromEntries(
      Object.entries(given).map(([name, { type, required = false }]) => [name, { type: typeOf(type), required }]),
    );
  return { attributes: Object.keys(attributes).sort(), properties: listed(properties), groups };
}
