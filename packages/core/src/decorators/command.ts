import type { Class } from '../metadata/class.js';
import { Metadata } from '../metadata/metadata.js';
import { assertExperimental } from './experimental.js';

export const commandMetadata = new Metadata<{ readonly idProperty: string }>('command');

/**
 * Makes a class a command; the property holds the id of the aggregate it is for. The compiler checks that there is such
 * a property and that it holds a string.
 *
 * @example
 * @Command('orderId')
 * class ShipOrder { constructor(readonly orderId: string, readonly carrier: string) {} }
 */
export function Command<Property extends string>(
  idProperty: Property,
): (target: Class<{ readonly [P in Property]: string }>, standard?: undefined) => void {
  return (target, standard) => {
    assertExperimental('Command', standard);
    commandMetadata.set(target, { idProperty });
  };
}
