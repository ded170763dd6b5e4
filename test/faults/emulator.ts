import { once } from 'node:events';
import dynalite from 'dynalite';
import { listeningPort } from './proxy/listening-port.js';

// The program of an EmulatorProcess: lives as long as the process that forked it.
const server = dynalite({ createTableMs: 0 });
await once(server.listen(0, '127.0.0.1'), 'listening');
process.send?.(`http://127.0.0.1:${listeningPort(server)}`);
process.once('disconnect', () => process.exit());
