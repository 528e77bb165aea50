// The file that GitHub starts; everything else does nothing when it is imported.
import { run } from './main.ts';

run();
