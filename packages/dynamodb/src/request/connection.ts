import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { checkEndpoint } from './misconfiguration.js';

/** Which DynamoDB to speak to, by a client made here. */
export interface Made {
  readonly client?: undefined;
  /** Default: that of the AWS environment variables and configuration files. */
  readonly region?: string | undefined;
  /** Default: `DYNAMODB_ENDPOINT` if it is set, else AWS. */
  readonly endpoint?: string | undefined;
  /** A profile of the AWS configuration files, for credentials and region. Default: `AWS_PROFILE`. */
  readonly profile?: string | undefined;
}

/** Which DynamoDB to speak to, by a client of the user's own. It is neither changed nor closed. */
export interface Given {
  readonly client: DynamoDBClient;
  readonly region?: undefined;
  readonly endpoint?: undefined;
  readonly profile?: undefined;
}

export type Connection = Made | Given;

export const makeClient = (made: Made, requestTimeout: number): DynamoDBClient =>
  new DynamoDBClient(clientConfig(made, requestTimeout));

/**
 * What clients are made with: time-outs, which the SDK's default lacks, a quarter of `requestTimeout` for one try, so that a
 * lost answer leaves time to ask again; and for an emulator a region and credentials.
 *
 * @param requestTimeout in milliseconds.
 * @throws {AwsConfigurationError} when the endpoint is not a URL.
 * @example
 * const client = new DynamoDBStreamsClient(clientConfig({ region: 'us-west-2' }, 8000));
 */
export function clientConfig(made: Made, requestTimeout: number) {
  const { region, endpoint = process.env.DYNAMODB_ENDPOINT, profile } = made;
  if (endpoint) checkEndpoint(endpoint);
  const tryTimeout = Math.ceil(requestTimeout / 4);
  return {
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    ...(endpoint && { endpoint, ...emulatorDefaults(endpoint, made) }),
    // Resolves the stack of middleware once per command class and not once per request: a fifth of the SDK's time.
    cacheMiddleware: true,
    requestHandler: {
      connectionTimeout: Math.min(1000, tryTimeout),
      requestTimeout: tryTimeout,
      throwOnRequestTimeout: true,
      // The request's time ends with the first byte of the answer; this frees the socket of one that stops after it.
      socketTimeout: tryTimeout,
    },
  };
}

/** An emulator wants a region and credentials like everyone, and does not care which. */
function emulatorDefaults(endpoint: string, { region, profile }: Made) {
  if (!isEmulator(endpoint)) return {};
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID, AWS_PROFILE = profile } = process.env;
  return {
    region: region ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1',
    ...(!AWS_ACCESS_KEY_ID &&
      !AWS_PROFILE && { credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' } }),
  };
}

const isEmulator = (endpoint: string): boolean => {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && !hostname.endsWith('.amazonaws.com');
};
