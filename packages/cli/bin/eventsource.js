#!/usr/bin/env node
import module from 'node:module';

// From Node.js 22 on, what was compiled once need not be again.
module.enableCompileCache?.();

const { main } = await import('../dist/index.js');
await main();
