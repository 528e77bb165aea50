// What was measured, as docs/performance.md.
const middle = (list) => list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)];

/** The middle of the ratios of two that ran one after the other. */
const ratio = (one, other) => middle(one.map(({ ms }, index) => ms / other[index].ms));

export function page({ results, starts, rows, runs, node, cores }) {
  return `${[
    '# Performance',
    '',
    'Written by `npm run bench`; do not edit. Every figure is a ratio of whole commands that ran one after the other in the',
    `same minute: the middle of ${runs} pairs, after one run each in which all had to find the same. Node ${node}, ${cores} cores,`,
    'files in the memory of the system. The *floor* is Node reading both files in slices of 1 MiB and comparing them.',
    '',
    ...results.flatMap(scenarioLines),
    '## Start',
    '',
    'Ratio of time to `node -e 0`, and peak memory: the whole process, up to its first refusal where it has work to begin',
    '(nothing is there to compare, no configuration, no repository), so a little more than the start alone.',
    '',
    '| command | ratio | peak memory |',
    '| --- | --- | --- |',
    ...Object.entries(starts).map(
      ([name, list]) => `| \`${name}\` | ${figure(ratio(list, starts['node -e 0']))} | ${mebibytes(list)} |`,
    ),
    '',
    '## How to repeat it',
    '',
    '```sh',
    'export PATH="$PWD/node_modules/.bin:$PATH"    # Node 24, which one of the others needs to be installed',
    'cd bench && npm install --no-save --ignore-scripts && cd ..',
    `npm run bench -- --rows ${rows} --runs ${runs}        # --large for ten million rows as well, --only NAME for one scenario, --who NAME for one other tool`,
    '```',
    '',
    'The files are made from a seed. `--rosters DIR` names a folder with a pair of real size (`roster-1995-01-01.csv.gz`,',
    '`roster-1996-01-01.csv.gz`); that scenario is left out where there is none. A busy machine shows in the times of the floor:',
    'then the ratio of processor time says more, which is why both are printed.',
  ].join('\n')}\n`;
}

/** One scenario: what is to be found, and who took how long. */
export function scenarioLines({ name, expected, runs: of }) {
  const { added, removed, changed } = expected;
  return [
    `## ${name[0].toUpperCase()}${name.slice(1)}`,
    '',
    `${thousands(added)} added, ${thousands(removed)} removed, ${thousands(changed)} changed.`,
    '',
    '| | time, floor = 1 | processor time, floor = 1 | rollcall is faster by | peak memory | middle of times |',
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.entries(of).map(([who, list]) => {
      const processor = middle(list.map(({ cpuMs }, index) => cpuMs / of.floor[index].cpuMs));
      const faster = who === 'floor' || who === 'rollcall' ? '' : `${figure(ratio(list, of.rollcall))} ×`;
      const time = `${(middle(list.map(({ ms }) => ms)) / 1000).toFixed(2)} s`;
      return `| ${who} | ${figure(ratio(list, of.floor))} | ${figure(processor)} | ${faster} | ${mebibytes(list)} | ${time} |`;
    }),
    '',
  ];
}

const figure = (value) => (value < 20 ? value.toFixed(1) : value.toFixed(0));
const mebibytes = (list) => `${Math.round(middle(list.map(({ peakMiB }) => peakMiB)))} MiB`;
const thousands = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
