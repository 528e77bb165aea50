import { readFileSync } from 'node:fs';
import daff from 'daff';

const [base, head, key] = process.argv.slice(2);
const read = (file) => {
  const table = new daff.TableView([]);
  new daff.Csv().parseTable(readFileSync(file, 'utf8'), table);
  return table;
};
const flags = new daff.CompareFlags();
flags.addPrimaryKey(key);
flags.ordered = false;
flags.show_unchanged = false;
flags.unchanged_context = 0;
const different = new daff.TableView([]);
new daff.TableDiff(daff.compareTables(read(base), read(head), flags).align(), flags).hilite(different);
const counts = { added: 0, removed: 0, changed: 0 };
for (let row = 0; row < different.height; row++) {
  const mark = different.getCell(0, row);
  if (mark === '+++') counts.added++;
  else if (mark === '---') counts.removed++;
  else if (/->/.test(mark)) counts.changed++;
}
process.stdout.write(`${JSON.stringify(counts)}\n`);
