/** Ends with one sentence where Node cannot run this, instead of a stack trace. */
export function refuseOldNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return;
  process.stderr.write(
    `rollcall needs Node 24 or later; this is ${process.version}. In its own repository "npx rollcall" and the npm scripts bring one.\n`,
  );
  process.exit(2);
}
