/**
 * The made-up firm of the demo, Maison Verne: two HR systems' exports, one as Excel writes it in France
 * (semicolons, Windows-1252, dd/mm/yyyy), one in UTF-8 with commas. No real person is meant.
 */
export interface Person {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly department: string;
  readonly title: string;
  readonly manager: string;
  /** yyyy-mm-dd. */
  readonly start: string;
  readonly email?: string;
}

const person = (line: string): Person => {
  const [id = '', first = '', last = '', department = '', title = '', manager = '', start = ''] = line.split('|');
  return { id, first, last, department, title, manager, start };
};

/** Departments in the words of the French export; `values:` in rollcall.yaml makes them one vocabulary. */
export const france: readonly Person[] = [
  'F001|Hélène|Verne|Direction|Directrice générale||2009-03-02',
  'F002|Étienne|Marchand|Production|Directeur de production|F001|2011-09-05',
  'F003|Noémie|Lacroix|Ventes|Directrice des ventes|F001|2012-01-09',
  'F004|Amélie|Fontaine|Ressources humaines|Responsable RH|F001|2013-04-15',
  'F005|Jérôme|Delmas|Production|Chef d’atelier|F002|2014-06-02',
  'F006|Chloé|Besson|Production|Opératrice|F005|2016-02-01',
  'F007|Loïc|Tanguy|Production|Opérateur|F005|2016-02-01',
  'F008|Inès|Carpentier|Production|Opératrice|F005|2017-10-02',
  'F009|Gaël|Le Floch|Production|Technicien qualité|F002|2018-03-12',
  'F010|Maëlle|Rivière|Production|Technicienne méthodes|F002|2018-09-03',
  'F011|Raphaël|Chevalier|Ventes|Commercial|F003|2015-05-18',
  'F012|Zoé|Pelletier|Ventes|Commerciale|F003|2019-01-07',
  'F013|Théo|Garnier|Ventes|Commercial|F003|2019-09-02',
  'F014|Léa|Moulin|Ventes|Assistante commerciale|F003|2020-11-16',
  'F015|Clément|Aubry|Ventes|Commercial|F003|2021-02-01',
  'F016|Solène|Guichard|Ressources humaines|Chargée de paie|F004|2017-01-02',
  'F017|Benoît|Maréchal|Ressources humaines|Chargé de recrutement|F004|2022-03-07',
  'F018|Anaïs|Prévost|Production|Opératrice|F005|2022-06-13',
  'F019|Gérald|Hamon|Production|Opérateur|F005|2023-01-09',
  'F020|Océane|Barbier|Production|Opératrice|F005|2023-09-04',
  'F021|Rémy|Dupré|Ventes|Commercial|F003|2024-02-05',
  'F022|Frédéric|Joly|Production|Technicien maintenance|F002|2024-10-07',
].map(person);

export const netherlands: readonly Person[] = [
  'N101|Sanne|de Wit|Sales|Country Manager|F001|2014-08-01',
  'N102|Daan|Bakker|Sales|Account Manager|N101|2016-04-01',
  'N103|Fleur|Jansen|Sales|Account Manager|N101|2017-09-01',
  'N104|Bram|Visser|Sales|Account Manager|N101|2019-02-01',
  'N105|Lotte|Smit|Support|Team Lead Support|N101|2015-11-02',
  'N106|Thijs|Meijer|Support|Support Agent|N105|2018-01-08',
  'N107|Noor|van den Berg|Support|Support Agent|N105|2019-06-03',
  'N108|Jesse|Mulder|Support|Support Agent|N105|2020-03-02',
  'N109|Eva|de Groot|Support|Support Agent|N105|2021-10-04',
  'N110|Sem|Bos|Support|Support Agent|N105|2022-05-09',
  'N111|Julia|Vos|People|HR Officer|N101|2018-07-02',
  'N112|Finn|Peters|Sales|Inside Sales|N101|2023-03-06',
  'N113|Mila|Hendriks|Sales|Inside Sales|N101|2023-11-13',
  'N114|Lars|Dekker|Support|Support Agent|N105|2024-08-05',
].map(person);

/** The French export, byte for byte as Excel saves it. */
export function frenchExport(people: readonly Person[]): Uint8Array {
  const day = (date: string): string => date.split('-').reverse().join('/');
  const rows = people.map((one) =>
    [one.id, one.first, one.last, emailOf(one), one.department, one.title, one.manager, day(one.start)].join(';'),
  );
  const text = ['Matricule;Prénom;Nom;Courriel;Service;Poste;Responsable;Entrée', ...rows, ''].join('\r\n');
  return Buffer.from(text.replaceAll('’', "'"), 'latin1');
}

/** The Dutch export. */
export function dutchExport(people: readonly Person[]): Uint8Array {
  const rows = people.map((one) =>
    [one.id, emailOf(one), one.first, one.last, one.department, one.title, one.manager, one.start].join(','),
  );
  const header = 'employee_id,email,first_name,last_name,department,job_title,manager_id,hire_date';
  return Buffer.from([header, ...rows, ''].join('\n'));
}

export const teamIds = [
  'id,name',
  't-board,Board',
  't-prod,Production',
  't-sales,Sales',
  't-people,People',
  't-support,Support',
  't-care,Customer Care',
  '',
].join('\n');

/** rollcall.yaml; each system is pointed at its simulator once that runs. */
export function configuration(endpoints: Readonly<Record<string, string>> = {}): string {
  const endpoint = (system: string): string =>
    endpoints[system] ? `\n    endpoint: ${endpoints[system]}   # a simulator` : '';
  return `version: 1
timezone: Europe/Paris
sources:
  france:
    employees: hr/france/employes.csv
    key: Matricule
    columns: { Prénom: first_name, Nom: last_name, Courriel: email, Service: department, Poste: job_title, Responsable: manager_id, Entrée: start_date }
    values:
      department: { Direction: Board, Ventes: Sales, Ressources humaines: People }
  netherlands:
    employees: hr/netherlands/people.csv
    key: employee_id
    columns: { hire_date: start_date }
teams: { from: department, ids: hr/teams.csv }
fields:
  employees:
    department: { options: [Board, Production, Sales, People, Support, Customer Care] }
systems:
  springest:
    connector: springest${endpoint('springest')}
    with: { site: maison-verne, region: nl, api_key: '\${SPRINGEST_KEY}' }
    fields: { tags: '[department]' }
    limits: { leave: '5% | 3' }
  officevibe:
    connector: officevibe${endpoint('officevibe')}
    with: { account: maison-verne, sync_manager_email: helene.verne@verne.example, api_key: '\${OFFICEVIBE_KEY}', calls_per_minute: 6000 }
`;
}

export function emailOf(one: Person): string {
  if (one.email !== undefined) return one.email;
  const plain = (text: string): string =>
    text
      .normalize('NFD')
      .replace(/[^a-zA-Z]/g, '')
      .toLowerCase();
  return `${plain(one.first)}.${plain(one.last)}@verne.example`;
}
