// Runs test files one after another against one hub. Usage: node with-hub.mjs FILE...

import { spawn } from 'node:child_process';

import { freePort, startHub } from './site.mjs';

const intranet = await freePort();
const hub = await startHub({ intranets: [`http://127.0.0.1:${intranet}`] });
const tests = spawn(process.execPath, ['--test', '--test-concurrency=1', ...process.argv.slice(2)], {
  env: { ...process.env, HUB_ADDRESS: hub.address, HUB_INTRANET_PORT: String(intranet) },
  stdio: 'inherit',
});
const status = await new Promise((resolve) => tests.once('exit', resolve));
await hub.stop();
process.exit(status ?? 1);
