import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to one try on its way. */
export type Fate =
  | 'pass'
  /** Applied, and the connection is cut before the answer. */
  | 'lose answer'
  /** The connection is cut before the request arrives. */
  | 'lose request'
  /** Neither applied nor answered. */
  | 'hang'
  /** Applied; the answer begins and never ends. */
  | 'hang in answer'
  /** Applied, and answered with status 200 and half of the JSON. */
  | 'garble answer'
  | Answer;

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Whether the request is applied nevertheless. */
  readonly applied?: boolean;
}

/** Answers as DynamoDB does when it refuses. */
export const refusal = (name: string, status = 400, fields: object = {}): Answer => ({
  status,
  body: JSON.stringify({
    __type: `com.amazonaws.dynamodb.v20120810#${name}`,
    message: `${name} on purpose`,
    ...fields,
  }),
});

/**
 * Stands between the AWS client and DynamoDB and gives each try the next fate of its script; then they pass, or meet what
 * their operation is answered.
 */
export async function startProxy(target: string) {
  const script: Fate[] = [];
  const seen: string[] = [];
  const bodies: string[] = [];
  let authorization: string | undefined;
  let answerTo: (operation: string) => Fate = () => 'pass';
  const server = createServer(async (incoming, outgoing) => {
    const body = await bodyOf(incoming);
    bodies.push(body.toString());
    const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
    seen.push(operation);
    authorization = incoming.headers.authorization;
    await meet(script.shift() ?? answerTo(operation), () => forward(target, incoming, body), outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    /** The signature of the newest try. */
    authorization: () => authorization,
    /** How many connections clients hold open. */
    connections: () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count))),
    /** The operations of all tries that arrived here. */
    seen,
    /** What they asked, as JSON. */
    bodies,
    play(...fates: Fate[]) {
      script.splice(0, script.length, ...fates);
      seen.length = 0;
      bodies.length = 0;
    },
    /** Until the next call of this, once the script is over. */
    answer(fateOf: (operation: string) => Fate) {
      answerTo = fateOf;
      seen.length = 0;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Forward = () => Promise<{ status: number; headers: IncomingMessage['headers']; body: Buffer }>;

async function meet(fate: Fate, forward: Forward, outgoing: ServerResponse): Promise<void> {
  if (fate === 'hang') return;
  if (fate === 'lose request') return void outgoing.destroy();
  if (typeof fate === 'object') {
    if (fate.applied) await forward();
    outgoing.writeHead(fate.status, { 'content-type': 'application/x-amz-json-1.0' }).end(fate.body);
    return;
  }
  const { status, headers, body } = await forward();
  if (fate === 'lose answer') return void outgoing.destroy();
  if (fate === 'garble answer') return void outgoing.writeHead(200).end(body.subarray(0, body.length / 2));
  outgoing.writeHead(status, headers);
  if (fate === 'hang in answer') outgoing.write(body.subarray(0, 1));
  else outgoing.end(body);
}

async function forward(target: string, { method, headers }: IncomingMessage, body: Buffer) {
  const outgoing = request(target, { method, headers });
  outgoing.end(body);
  const [answer]: IncomingMessage[] = await once(outgoing, 'response');
  if (!answer) throw new Error('No answer from DynamoDB.');
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await bodyOf(answer) };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}
