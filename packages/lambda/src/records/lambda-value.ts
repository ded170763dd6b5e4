import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** A value as Lambda writes it in JSON: like the SDK's, with binary in Base64. */
export interface LambdaValue {
  readonly S?: string | undefined;
  readonly N?: string | undefined;
  readonly B?: string | undefined;
  readonly BOOL?: boolean | undefined;
  readonly NULL?: boolean | undefined;
  readonly SS?: readonly string[] | undefined;
  readonly NS?: readonly string[] | undefined;
  readonly BS?: readonly string[] | undefined;
  readonly L?: readonly LambdaValue[] | undefined;
  readonly M?: Readonly<Record<string, LambdaValue>> | undefined;
}

/** The values that events are made of. Of any other only that it is there matters: no attribute of ours has such a type. */
export function fromLambda({ S, N, B }: LambdaValue): AttributeValue {
  if (B !== undefined) return { B: Buffer.from(B, 'base64') };
  if (S !== undefined) return { S };
  return N === undefined ? { NULL: true } : { N };
}
