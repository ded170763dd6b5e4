import { competingUsers } from './competing-users.js';
import { EmulatorProcess } from './emulator-process.js';

describe('e-mail addresses, reserved before their events are stored', () => {
  let emulator: EmulatorProcess;
  before(async () => {
    emulator = await EmulatorProcess.start('plain');
  });
  after(() => emulator.stop());

  competingUsers(() => emulator.endpoint, 'apart');
});

describe('e-mail addresses, reserved in the transaction of their events', () => {
  let emulator: EmulatorProcess;
  before(async () => {
    emulator = await EmulatorProcess.start();
  });
  after(() => emulator.stop());

  competingUsers(() => emulator.endpoint, 'together');
});
