import {
  checkpointTableDefinition,
  checkpointTableExpiry,
  createCheckpointTable,
  deleteCheckpointTable,
} from '@eventsource/lambda';
import type { TableWork } from '../table/table-work.js';

export const checkpointTables: TableWork = {
  definition: checkpointTableDefinition,
  expiry: checkpointTableExpiry,
  create: createCheckpointTable,
  remove: deleteCheckpointTable,
};
