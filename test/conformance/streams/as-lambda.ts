import type { _Record, AttributeValue } from '@aws-sdk/client-dynamodb-streams';
import type { LambdaRecord, LambdaValue } from '@eventsource/lambda';

/** A record of the SDK as Lambda hands it to a function: binary in Base64. */
export const asLambda = ({ eventID, eventName, dynamodb }: _Record, table = 'events'): LambdaRecord => ({
  eventID,
  eventName,
  eventSourceARN: `arn:aws:dynamodb:us-east-1:000000000000:table/${table}/stream/2026-01-02T03:04:05.006`,
  dynamodb: {
    Keys: imageOf(dynamodb?.Keys),
    NewImage: imageOf(dynamodb?.NewImage),
    OldImage: imageOf(dynamodb?.OldImage),
    SequenceNumber: dynamodb?.SequenceNumber,
  },
});

const imageOf = (image: Record<string, AttributeValue> | undefined) =>
  image && Object.fromEntries(Object.entries(image).map(([name, value]) => [name, toLambda(value)]));

const toLambda = ({ S, N, B }: AttributeValue): LambdaValue =>
  B ? { B: Buffer.from(B).toString('base64') } : { S, N };
