import { EmulatorProcess } from './emulator-process.js';
import { transfersOfProcesses } from './transfers-of-processes.js';

describe('transfers between two accounts, of several processes on a faulty network', () => {
  let emulator: EmulatorProcess;
  before(async () => {
    emulator = await EmulatorProcess.start();
  });
  after(() => emulator.stop());

  transfersOfProcesses(() => emulator.endpoint, 75);
});
