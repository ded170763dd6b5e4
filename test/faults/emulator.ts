import { startDynalite } from '@eventsource/testing';

// The program of an EmulatorProcess: lives as long as the process that forked it.
const dynalite = await startDynalite({ transactions: process.argv[2] !== 'plain' });
process.once('disconnect', () => process.exit());
process.send?.(dynalite.endpoint);
