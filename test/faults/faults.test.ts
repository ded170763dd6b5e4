import { EmulatorProcess } from './emulator-process.js';
import { killedProcesses } from './killed-processes.js';

describe('several processes on a faulty network', () => {
  let emulator: EmulatorProcess;
  before(async () => {
    emulator = await EmulatorProcess.start();
  });
  after(() => emulator.stop());

  killedProcesses(() => emulator.endpoint);
});
