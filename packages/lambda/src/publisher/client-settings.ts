/** Which AWS to speak to, by a client made here. */
export interface Made {
  readonly client?: undefined;
  /** Default: that of the ARN, where one is given, else that of the AWS environment variables and configuration files. */
  readonly region?: string | undefined;
  /** Default: that of `AWS_ENDPOINT_URL` and the like, else AWS. */
  readonly endpoint?: string | undefined;
}

/** By a client of the user's own. It is neither changed nor closed; its retries come on top of those of the publisher. */
export interface Given<Client> {
  readonly client: Client;
  readonly region?: undefined;
  readonly endpoint?: undefined;
}

export type Connection<Client> = Made | Given<Client>;

/** In milliseconds, for one request. */
export const DEFAULT_REQUEST_TIMEOUT = 8000;

/** In milliseconds, for a client made here. */
const CONNECTION_TIMEOUT = 1000;

/**
 * Settings of a client with time-outs, which the SDK's default lacks, and with one try a request: the publisher repeats by
 * itself, and only what was not accepted.
 */
export function clientSettings({
  region,
  endpoint,
  requestTimeout = DEFAULT_REQUEST_TIMEOUT,
}: Made & { readonly requestTimeout?: number | undefined }) {
  return {
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint, ...emulatorDefaults(endpoint, region) }),
    maxAttempts: 1,
    cacheMiddleware: true,
    requestHandler: {
      connectionTimeout: Math.min(CONNECTION_TIMEOUT, requestTimeout),
      requestTimeout,
      throwOnRequestTimeout: true,
      // The request's time ends with the first byte of the answer; this frees the socket of one that stops after it.
      socketTimeout: requestTimeout,
    },
  };
}

/** An emulator wants a region and credentials like everyone, and does not care which. */
function emulatorDefaults(endpoint: string, region: string | undefined) {
  if (!URL.canParse(endpoint))
    throw new RangeError(`The option "endpoint" is "${endpoint}": it must be a URL, such as http://localhost:4566.`);
  const { protocol, hostname } = new URL(endpoint);
  if (protocol !== 'http:' || hostname.endsWith('.amazonaws.com')) return {};
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID, AWS_PROFILE } = process.env;
  return {
    region: region ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1',
    ...(!AWS_ACCESS_KEY_ID &&
      !AWS_PROFILE && { credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' } }),
  };
}
