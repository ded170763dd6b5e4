import { firehoseArchive, localFolder, replay } from '@eventsource/lambda/replay';
import { NoteTaker } from '../../core/delivery/note-taker.js';

/** A process that ends in the middle of a replay, as at a second Ctrl-C. */
const [, , archive = '', directory = ''] = process.argv;
const notes = new NoteTaker();
notes.before = () => process.exit(130);
await replay({ from: firehoseArchive(localFolder(archive)), consumers: [notes], directory, memory: 5000 });
