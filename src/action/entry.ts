// The file that GitHub starts; everything else does nothing when it is imported.
import { run } from './main.ts';

// Not awaited: what never settles ends with the exit code 1 that it began with.
void run();
