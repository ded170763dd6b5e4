import 'reflect-metadata';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { install } from '@eventsource/core';
import { clientConfig } from '@eventsource/dynamodb';
import { DynamoDbCheckpoints, streamHandler } from '@eventsource/lambda';
import { container } from 'tsyringe';
import { application } from './application.js';
import { CHECKPOINTS } from './tables.js';
import { toTopic } from './topic.js';

const client = new DynamoDBClient(clientConfig({}, 8000));
const checkpoints = new DynamoDbCheckpoints({ table: CHECKPOINTS, client });
install(container, ...application(client, checkpoints));
const publisher = toTopic(process.env.TOPIC_ARN ?? '', checkpoints);

/** The function behind the stream of the table of orders. */
export const handler = streamHandler(container, [publisher]);
