// Loaded into every contestant: tells on its way out how much memory it took at most, and how much of the processor.
import { existsSync, readFileSync, writeSync } from 'node:fs';

process.on('exit', () => {
  // Linux counts what the parent had at the fork into maxRSS, but not into this.
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const own = /VmHWM:\s+(\d+)/.exec(status)?.[1];
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(
    2,
    `\n@@${JSON.stringify({ peakMiB: Number(own ?? maxRSS) / 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 })}\n`,
  );
});
