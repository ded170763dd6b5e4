import { createTable, deleteTable, tableDefinition } from '@eventsource/dynamodb';
import type { TableWork } from '../table/table-work.js';

export const eventsTables: TableWork = { definition: tableDefinition, create: createTable, remove: deleteTable };
