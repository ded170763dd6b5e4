import { AwsConfigurationError } from '../errors/aws-configuration-error.js';
import { faultOf } from './try-outcome.js';

const NO_REGION = 'no region is set. Set AWS_REGION, pass { region }, or choose a profile that has one.';

/**
 * What the AWS client says before it sends anything, and would say each time. These errors have no name of their own there:
 * only their words tell them from others.
 */
export function misconfiguration(error: unknown): AwsConfigurationError | undefined {
  const { code, message } = faultOf(error);
  const problem = String(message);
  const cause = { cause: error };
  if (/^Region is missing/.test(problem)) return new AwsConfigurationError('region', NO_REGION, cause);
  if (/^Region not accepted/.test(problem)) return new AwsConfigurationError('region', problem, cause);
  if (code === 'ERR_INVALID_URL') return new AwsConfigurationError('endpoint', notUrl(inputOf(error)), cause);
  return undefined;
}

/** @throws {AwsConfigurationError} */
export function checkEndpoint(endpoint: string): void {
  if (URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)) return;
  throw new AwsConfigurationError('endpoint', notUrl(endpoint));
}

const notUrl = (endpoint: unknown) => `the endpoint "${endpoint}" is not a URL: write it like http://localhost:8000.`;

const inputOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'input' in error ? error.input : '';
