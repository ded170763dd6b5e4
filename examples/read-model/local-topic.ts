import { type FauxqsServer, startFauxqs } from 'fauxqs';

const TOPIC = 'orders.fifo';
const QUEUE = 'mail.fifo';

/** A FIFO topic and the queue of a subscriber, on emulators of SNS and SQS in this process. */
export class LocalTopic {
  private constructor(private readonly aws: FauxqsServer) {}

  static async start(): Promise<LocalTopic> {
    const aws = await startFauxqs({ port: 0, logger: false });
    aws.createQueue(QUEUE, { attributes: { FifoQueue: 'true' } });
    return new LocalTopic(aws);
  }

  get endpoint(): string {
    return this.aws.address;
  }

  /** @returns its ARN, which is the same each time. */
  create(): string {
    const { topicArn } = this.aws.createTopic(TOPIC, { attributes: { FifoTopic: 'true' } });
    this.aws.subscribe({ topic: TOPIC, queue: QUEUE, attributes: { RawMessageDelivery: 'true' } });
    return topicArn;
  }

  delete(): void {
    this.aws.deleteTopic(TOPIC);
  }

  /** What the subscriber was sent. */
  get messages(): readonly string[] {
    return (this.aws.inspectQueue(QUEUE)?.messages.ready ?? []).map(({ body }) => body);
  }

  stop(): Promise<void> {
    return this.aws.stop();
  }
}
