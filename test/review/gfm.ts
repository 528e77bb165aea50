/**
 * What a comment of ours may be made of, as a strict grammar: every line is one of a few forms, and what stands outside of
 * code spans is words and the marks of a sentence. A parser of Markdown knows what it lets through; this knows what we meant,
 * so that a form nobody thought of is a fault too.
 */
export function faultsOf(markdown: string): readonly string[] {
  const faults: string[] = [];
  let columns = 0;
  let isChart = false;
  let details = 0;
  for (const line of markdown.split('\n')) {
    if (isChart) {
      if (line === '```') isChart = false;
      else if (!chartLine.test(line)) faults.push(`chart: ${line}`);
      continue;
    }
    if (line === '```mermaid') {
      isChart = true;
      continue;
    }
    if (line === '</details>') details -= 1;
    const text = line
      .replace(/^<details><summary>(.*)<\/summary>$/, '$1')
      .replace(/^<\/details>$/, '')
      .replace(/^<sub>(.*)<\/sub>$/, '$1');
    if (line.startsWith('<details>')) details += 1;
    if (line.startsWith('|')) {
      const cells = cellsOf(line);
      if (columns > 0 && cells.length !== columns) faults.push(`${cells.length} cells: ${line}`);
      columns = cells.length;
      if (!/^\|(?:-+:?\|)+$/.test(line)) faults.push(...cells.flatMap((cell) => inlineFaults(cell, line, true)));
      continue;
    }
    columns = 0;
    faults.push(...inlineFaults(text.replace(/^(?:#{3,4} |> |- )/, ''), line, false));
    if (/^(?: |\t|\d+[.)] |\*(?!\*\S)|[+=~_]|-(?! \S)|#{5})/.test(line)) faults.push(`begins a block: ${line}`);
  }
  if (isChart || details !== 0) faults.push('a chart or a fold stays open');
  return faults;
}

const chartLine =
  /^(?:flowchart LR| {2}p\d+ -->\|\d+\| p\d+| {2}p\d+(?:\["[^"`#;<>%$\\:*_~[\]{}|@\p{Cc}]+"\]|\(\["[^"`#;<>%$\\:*_~[\]{}|@\p{Cc}]+"\]\)))$/u;

/** Parts cells as GitHub does: before anything else is read, at each pipe without a backslash. */
function cellsOf(line: string): readonly string[] {
  return line.replace(/^\| ?| ?\|$/g, '').split(/(?<!\\)\|/);
}

function inlineFaults(text: string, line: string, isCell: boolean): readonly string[] {
  const outside = outsideOfCode(isCell ? text.replaceAll('\\|', '¦') : text);
  if (outside === undefined) return [`a code span stays open: ${line}`];
  const faults = [...outside.replaceAll('**', '').matchAll(acting)].map(
    ([found]) => `${JSON.stringify(found)}: ${line}`,
  );
  if (/(?!\u200d)[\p{Cf}\p{Cc}\p{Cs}]/u.test(text)) faults.push(`hides something: ${line}`);
  return faults;
}

/** Signs of markup, mentions, links, numbers of issues, formulas and emoji by name. */
const acting = /[<>@#*_~$`\\[\]{}|&=]|https?:|www\.|\bGH-\d|:\w+:|!\[|\b[0-9a-f]{40}\b|\S+@\S+/giu;

/** What stands outside of code spans; undefined when one does not close. */
function outsideOfCode(text: string): string | undefined {
  let outside = '';
  let rest = text;
  for (;;) {
    const open = /`+/.exec(rest);
    if (open === null) return outside + rest;
    outside += rest.slice(0, open.index);
    rest = rest.slice(open.index + open[0].length);
    const close = new RegExp(`(?<!\`)${open[0]}(?!\`)`).exec(rest);
    if (close === null) return undefined;
    outside += 'code';
    rest = rest.slice(close.index + open[0].length);
  }
}
