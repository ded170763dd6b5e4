import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** DynamoDB Local keeps the tables of each region and access key apart, so that all processes use the same. */
export const emulatorEnvironment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'emulator',
  AWS_SECRET_ACCESS_KEY: 'emulator',
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
};

/** A client for an emulator, whatever is in the environment. */
export const emulatorClient = (endpoint: string, config: DynamoDBClientConfig = {}): DynamoDBClient =>
  new DynamoDBClient({
    ...config,
    endpoint,
    region: emulatorEnvironment.AWS_REGION,
    credentials: {
      accessKeyId: emulatorEnvironment.AWS_ACCESS_KEY_ID,
      secretAccessKey: emulatorEnvironment.AWS_SECRET_ACCESS_KEY,
    },
  });
