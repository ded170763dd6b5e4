// Run as a process of its own by unfinished-scenario.test.ts: what it does not await must end it with an error.
import { provide } from '@eventsource/core';
import { scenario } from '@eventsource/testing';
import { Book, Lend, LOAN_DAYS } from './library/book.js';

const lending = scenario(Book, { services: [provide(LOAN_DAYS, 14)] }).when(new Lend('b-1', 'Ann'));
if (process.argv.includes('unawaited')) void lending.emitsNothing();
