import { writeFile } from 'node:fs/promises';
import { cloudFormationNames } from './cloudformation-names.js';
import { terraformNames } from './terraform-names.js';

/** Makes the lists of names again, from the packages of which they name the versions: `npm run fixtures:names`. */
const save = (path: string, names: unknown) =>
  writeFile(`test/fixtures/${path}`, `${JSON.stringify(names, undefined, 1)}\n`);

await save('terraform/names.json', await terraformNames());
await save('cloudformation/names.json', await cloudFormationNames());
