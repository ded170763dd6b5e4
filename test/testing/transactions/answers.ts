import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type CancellationReason,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Step, Transaction } from './arbitrary/steps.js';
import { keys } from './arbitrary/writes.js';
import { deletion, type Item, PEOPLE, SEATS, tableOf } from './tables.js';

/** Whether a step was made, or the name of the error that refused it. */
interface Answer {
  readonly kind: string;
  readonly item?: string | undefined;
  readonly reasons?: readonly { readonly code: string; readonly item: string | undefined }[];
}

/** What a server answers to steps, in a form that is the same on any server. */
export class Answers {
  readonly #tokens = randomUUID().slice(0, 8);

  constructor(private readonly client: DynamoDBClient) {}

  /** Takes the steps on tables without items. */
  async to(
    steps: readonly Step[],
  ): Promise<{ readonly answers: readonly Answer[]; readonly items: readonly string[] }> {
    await this.client.send(new TransactWriteItemsCommand({ TransactItems: keys.map((key) => deletion(key)) }));
    const answers: Answer[] = [];
    for (const step of steps) {
      answers.push(await this.#answerTo(step));
      if ('writes' in step && step.isRepeated) answers.push(await this.#answerTo(step));
    }
    return { answers, items: await this.#items() };
  }

  async #answerTo(step: Step): Promise<Answer> {
    try {
      await ('write' in step ? this.#single(step.write) : this.#transaction(step));
      return { kind: 'made' };
    } catch (error) {
      return refusalIn(error);
    }
  }

  #transaction({ writes, token }: Transaction): Promise<unknown> {
    const ClientRequestToken = token && `${this.#tokens} ${token}`;
    const transaction = { TransactItems: [...writes], ...(ClientRequestToken && { ClientRequestToken }) };
    return this.client.send(new TransactWriteItemsCommand(transaction));
  }

  #single({ Put, Update, Delete }: TransactWriteItem): Promise<unknown> {
    if (Put) return this.client.send(new PutItemCommand(Put));
    if (Update) return this.client.send(new UpdateItemCommand(Update));
    if (Delete) return this.client.send(new DeleteItemCommand(Delete));
    throw new TypeError('A check is none.');
  }

  async #items(): Promise<readonly string[]> {
    const of = (table: string) => ({ Keys: keys.filter((key) => tableOf(key) === table), ConsistentRead: true });
    const batch = new BatchGetItemCommand({ RequestItems: { [PEOPLE]: of(PEOPLE), [SEATS]: of(SEATS) } });
    const { Responses = {} } = await this.client.send(batch);
    return Object.values(Responses).flat().map(textOf).sort();
  }
}

/**
 * For an operand of the wrong type, DynamoDB Local refuses a transaction as invalid, where AWS documents that it is cancelled
 * with that as a reason: both count as the same here.
 */
function refusalIn(error: unknown): Answer {
  const { name, message, Item, CancellationReasons = [] } = Object(error);
  const reasons: readonly CancellationReason[] = CancellationReasons;
  const messages = [message, ...reasons.map(({ Message }) => Message)];
  if (messages.some((text) => OPERAND.test(text))) return { kind: 'operand' };
  return {
    kind: name,
    item: Item && textOf(Item),
    reasons: reasons.map(({ Code = '', Item }) => ({ code: Code, item: Item && textOf(Item) })),
  };
}

const OPERAND = /An operand in the update expression|refers to an attribute that does not exist in the item/;

/** With attributes, and the members of sets, in an order of their own. */
const textOf = (item: Item): string => JSON.stringify(Object.entries(item).map(sorted).sort());

const sorted = ([name, value]: [string, AttributeValue]) => [name, value.SS ? { SS: [...value.SS].sort() } : value];
