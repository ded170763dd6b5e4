/** What a Function URL or an HTTP API calls a function with: `APIGatewayProxyEventV2` of `@types/aws-lambda` is one. */
export interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
  readonly requestContext: { readonly domainName: string; readonly http: { readonly method: string } };
}

/** What it expects as the answer: an `APIGatewayProxyStructuredResultV2`. */
export interface HttpResult {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export function toRequest(event: HttpEvent, signal: AbortSignal): Request {
  const { rawPath, rawQueryString, body, isBase64Encoded, requestContext } = event;
  const headers = Object.entries(event.headers).filter((header): header is [string, string] => header[1] !== undefined);
  return new Request(`https://${requestContext.domainName}${rawPath}?${rawQueryString}`, {
    method: requestContext.http.method,
    headers,
    body: body === undefined ? null : Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
    signal,
  });
}

export const toResult = async (response: Response): Promise<HttpResult> => ({
  statusCode: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
});
