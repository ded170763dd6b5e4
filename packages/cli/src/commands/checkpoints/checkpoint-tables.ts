import { withSettings } from '@eventsource/dynamodb';
import {
  checkpointTableDefinition,
  checkpointTableExpiry,
  createCheckpointTable,
  deleteCheckpointTable,
} from '@eventsource/lambda';
import type { TableWork } from '../table/table-work.js';

export const checkpointTables: TableWork = {
  definition: (table, settings = {}) => withSettings(checkpointTableDefinition(table), settings),
  expiry: checkpointTableExpiry,
  create: createCheckpointTable,
  remove: deleteCheckpointTable,
};
