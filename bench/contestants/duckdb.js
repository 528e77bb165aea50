// DuckDB on two threads: a full outer join, the rows that differ written to a file.
import { rmSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [base, head, key] = process.argv.slice(2);
const database = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await database.connect();
const read = (file) => `read_csv('${file}', all_varchar = true, header = true)`;
const columns = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${read(base)}`)).getColumns()[0];
const others = columns.filter((name) => name !== key);
const differs = others.map((name) => `b."${name}" IS DISTINCT FROM h."${name}"`).join(' OR ');
const shown = others.map((name) => `b."${name}" AS "before ${name}", h."${name}" AS "after ${name}"`).join(', ');
await connection.run(`CREATE TEMP TABLE different AS
  SELECT b."${key}" AS was, h."${key}" AS "is", ${shown}
  FROM ${read(base)} b FULL OUTER JOIN ${read(head)} h ON b."${key}" = h."${key}"
  WHERE b."${key}" IS NULL OR h."${key}" IS NULL OR ${differs}`);
const out = `${head}.${process.pid}.out`;
await connection.run(`COPY (SELECT * FROM different ORDER BY coalesce(was, "is")) TO '${out}' (FORMAT json)`);
rmSync(out);
const counts = await connection.runAndReadAll(`SELECT
  count(*) FILTER (WHERE was IS NULL), count(*) FILTER (WHERE "is" IS NULL),
  count(*) FILTER (WHERE was IS NOT NULL AND "is" IS NOT NULL) FROM different`);
const [added, removed, changed] = counts.getRows()[0].map(Number);
process.stdout.write(`${JSON.stringify({ added, removed, changed })}\n`);
