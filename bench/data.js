// Two versions of a made-up roster of 15 columns and some 140 bytes a row, written in many ways. Everything follows from the seed.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const columns = [
  ...['employee_id', 'email', 'first_name', 'last_name', 'preferred_name', 'birth_date', 'hire_date', 'department'],
  ...['job_title', 'manager_id', 'location', 'cost_center', 'weekly_hours', 'status', 'notes'],
];
const first = [
  'Anna',
  'Björn',
  'Chloé',
  'Dmitri',
  'Élodie',
  'François',
  'Gülsen',
  'Håkon',
  'Inés',
  'Jürgen',
  'Łukasz',
  'Zoë',
];
const last = [
  'Müller',
  'García',
  'Novák',
  'Kowalski',
  'Dubois',
  'Jørgensen',
  'Öztürk',
  "O'Neill",
  'Van den Berg',
  'Silva',
  'Weiß',
];
const departments = [
  'Engineering',
  'Sales',
  'Finance',
  'People & Culture',
  'Legal, Risk and Compliance',
  'Operations',
  'IT',
];
const titles = [
  'Engineer',
  'Senior Engineer',
  'Account Executive',
  'Controller',
  'Support Agent',
  'Manager, Regional',
  'Director',
];
const places = ['Berlin', 'München', 'Zürich', 'Kraków', 'Málaga', 'Lisboa', 'Göteborg', 'Besançon', 'Dublin', 'Wien'];
const notes = [
  'Works "remote first", back in spring',
  'Parental leave\nuntil further notice',
  'Desk moved,\nnew badge',
  'On call',
  'Mentor',
];
const editable = { department: departments, job_title: titles, location: places, last_name: last };

/**
 * Writes base.csv and head.csv of `rows` people into `folder`, of whom a third of `changes` are new, a third gone and a third
 * changed in one field, and gives the counts. `form` is how head is written: shuffled, crlf, bom, reordered, quoted.
 */
export function makePair(folder, { rows, changes, form = 'same' }) {
  mkdirSync(folder, { recursive: true });
  const third = Math.floor(changes / 3);
  const step = Math.max(1, Math.floor(rows / Math.max(1, changes - third)));
  // Every step-th person is touched: gone and changed in turn.
  const touched = (index) => (index % step === step - 1 ? Math.floor(index / step) : -1);
  const isGone = (index) => touched(index) !== -1 && touched(index) % 2 === 0 && touched(index) / 2 < third;
  const isChanged = (index) => touched(index) % 2 === 1 && (touched(index) - 1) / 2 < changes - 2 * third;

  const base = writer(join(folder, 'base.csv'), { form: 'same' });
  base.row(columns);
  for (let index = 0; index < rows; index++) base.row(person(index));
  base.end();

  const order = [];
  const counts = { added: 0, removed: 0, changed: 0 };
  for (let index = 0; index < rows; index++) {
    if (isGone(index)) counts.removed++;
    else order.push(index);
    // A newcomer stands anywhere.
    if (counts.added < third && index % step === 0) order.push(rows + counts.added++);
  }
  if (form === 'shuffled') shuffle(order);
  const head = writer(join(folder, 'head.csv'), { form });
  head.row(columns);
  for (const index of order) {
    if (!isChanged(index)) head.row(person(index));
    else {
      counts.changed++;
      head.row(edited(index));
    }
  }
  head.end();
  return counts;
}

function person(index) {
  const pick = random(index);
  const id = idOf(index);
  const [name, family] = [first[pick(first.length)], last[pick(last.length)]];
  return [
    ...[
      id,
      `${plain(name)}.${plain(family)}.${id}@example.com`,
      name,
      family,
      pick(9) ? '' : first[pick(first.length)],
    ],
    ...[`${1955 + pick(50)}-0${1 + pick(9)}-${10 + pick(18)}`, `${1990 + pick(36)}-0${1 + pick(9)}-${10 + pick(18)}`],
    ...[departments[pick(departments.length)], titles[pick(titles.length)], idOf(pick(1 + index / 12))],
    ...[places[pick(places.length)], `CC-${1000 + pick(400)}`, pick(5) ? '40' : `${10 + pick(29)}.5`],
    ...[pick(40) ? 'active' : 'leave', pick(12) ? '' : notes[pick(notes.length)]],
  ];
}

function edited(index) {
  const cells = person(index);
  const names = Object.keys(editable);
  const name = names[index % names.length];
  const at = columns.indexOf(name);
  const choices = editable[name];
  cells[at] = choices[(choices.indexOf(cells[at]) + 1) % choices.length];
  return cells;
}

const idOf = (index) => String(100_000 + 7 * index);
const plain = (word) =>
  word
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();

/** Numbers that depend on the index only. */
function random(index) {
  let state = Math.imul(index + 1, 0x9e3779b1);
  return (below) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    state = Math.imul(state ^ (state >>> 12), 0x297a2d39) ^ (state >>> 15);
    return (state >>> 0) % Math.max(1, Math.floor(below));
  };
}

function shuffle(list) {
  const pick = random(51);
  for (let index = list.length - 1; index > 0; index--) {
    const other = pick(index + 1);
    [list[index], list[other]] = [list[other], list[index]];
  }
}

function writer(path, { form }) {
  const file = openSync(path, 'w');
  const lineEnd = form === 'crlf' ? '\r\n' : '\n';
  const order = columns.map((_, column) => column);
  if (form === 'reordered') order.splice(0, order.length, 1, 0, ...order.slice(2).reverse());
  const cell = (text) => (form === 'quoted' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  let lines = form === 'bom' ? '\ufeff' : '';
  return {
    row(cells) {
      lines += order.map((column) => cell(cells[column])).join(',') + lineEnd;
      if (lines.length > 1_000_000) this.flush();
    },
    flush() {
      writeSync(file, lines);
      lines = '';
    },
    end() {
      this.flush();
      closeSync(file);
    },
  };
}
