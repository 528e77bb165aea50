// polars: joins.
import pl from 'nodejs-polars';

const [base, head, key] = process.argv.slice(2);
const read = (file) => pl.readCSV(file, { inferSchemaLength: 0 });
const [before, after] = [read(base), read(head)];
const others = before.columns.filter((name) => name !== key);
const both = before.join(after, { on: key, how: 'inner', suffix: '_after' });
const same = others
  .map((name) =>
    pl
      .col(name)
      .fillNull('')
      .eq(pl.col(`${name}_after`).fillNull('')),
  )
  .reduce((all, one) => all.and(one));
const changed = both.filter(same.not());
const added = after.join(before.select(key), { on: key, how: 'anti' });
const removed = before.join(after.select(key), { on: key, how: 'anti' });
const counts = { added: added.height, removed: removed.height, changed: changed.height };
process.stdout.write(`${JSON.stringify(counts)}\n`);
