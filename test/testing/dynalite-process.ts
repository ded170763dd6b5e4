// Run as a process of its own by dynalite.test.ts: it must end by itself.
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { startDynalite } from '@eventsource/testing';
import { commitsTable } from './commits-table.js';

const dynalite = await startDynalite();
await dynalite.createTable(commitsTable);
await dynalite.client().send(new DescribeTableCommand({ TableName: commitsTable.TableName }));
await dynalite.stop();
console.log('stopped');
