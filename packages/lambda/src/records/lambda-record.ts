import type { ItemChange } from '@eventsource/dynamodb';
import { fromLambda, type LambdaValue } from './lambda-value.js';

type LambdaImage = Readonly<Record<string, LambdaValue>>;

/**
 * A stream record as Lambda hands it to a function. `DynamoDBRecord` of `@types/aws-lambda` is one.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export interface LambdaRecord {
  readonly eventID?: string | undefined;
  readonly eventName?: string | undefined;
  /** Of the table's stream: `arn:aws:dynamodb:<region>:<account>:table/<table>/stream/<when it began>`. */
  readonly eventSourceARN?: string | undefined;
  readonly dynamodb?:
    | {
        readonly Keys?: LambdaImage | undefined;
        readonly NewImage?: LambdaImage | undefined;
        readonly OldImage?: LambdaImage | undefined;
        readonly SequenceNumber?: string | undefined;
      }
    | undefined;
}

export const changeIn = ({ eventName, dynamodb }: LambdaRecord): ItemChange => ({
  eventName,
  keys: itemOf(dynamodb?.Keys),
  newImage: itemOf(dynamodb?.NewImage),
  oldImage: itemOf(dynamodb?.OldImage),
});

const itemOf = (image: LambdaImage | undefined) =>
  image && Object.fromEntries(Object.entries(image).map(([name, value]) => [name, fromLambda(value)]));
