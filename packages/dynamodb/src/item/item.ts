import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as the AWS client takes and gives it. */
export type Item = Record<string, AttributeValue>;
