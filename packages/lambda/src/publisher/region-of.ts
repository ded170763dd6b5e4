/**
 * The region that an ARN names: a client of another region would be answered as if something were wrong with what it sends.
 *
 * @throws {RangeError} when the region that is given is another one.
 */
export function regionOf(arn: string, given: string | undefined): string | undefined {
  const [, , , region] = arn.split(':');
  if (given === undefined || given === region) return region;
  throw new RangeError(
    `The option "region" is "${given}": it must be the region of ${arn}. Leave the option out, or correct the ARN.`,
  );
}
