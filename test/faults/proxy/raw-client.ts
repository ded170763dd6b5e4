import { request } from 'node:http';

/** Everything that a caller can observe of one request. */
export interface Seen {
  readonly status?: number;
  /** As far as it came. */
  readonly body: string;
  /** Why the answer is not whole: the message of the socket's error, or `'gave up'` after 100 ms. */
  readonly error?: string;
}

/** Sends one request to DynamoDB without any of a client's kindness: no retry, and the bytes as they come. */
export function send(endpoint: string, operation: string, input: object): Promise<Seen> {
  return new Promise((resolve) => {
    let status: number | undefined;
    let body = '';
    const end = (error?: string) =>
      resolve({ body, ...(status !== undefined && { status }), ...(error !== undefined && { error }) });
    const sent = request(endpoint, { method: 'POST', headers: headers(operation) }, (response) => {
      status = response.statusCode ?? 0;
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => end()).on('error', (error) => end(error.message));
    });
    sent.on('error', (error) => end(error.message));
    sent.setTimeout(100, () => {
      end('gave up');
      sent.destroy();
    });
    sent.end(JSON.stringify(input));
  });
}

const headers = (operation: string) => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `DynamoDB_20120810.${operation}`,
  'x-amz-date': '20260101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
});
