/**
 * Gives what a person calls a record, from its cells: first and last name, else the one name it has, else its title;
 * '' when there is nothing of the kind. Columns are recognised by header in English, French, German and Dutch.
 */
export function labelRecords(header: readonly string[]): (cells: readonly string[]) => string {
  const plain = header.map(plainHeader);
  const choices = labels
    .map((words) => words.map((names) => plain.findIndex((name) => names.has(name))).filter((column) => column !== -1))
    .filter((columns) => columns.length > 0);
  return (cells) => {
    for (const columns of choices) {
      let label = '';
      for (const column of columns) {
        const word = cells[column] ?? '';
        if (word !== '') label = label === '' ? word : `${label} ${word}`;
      }
      if (label !== '') return label;
    }
    return '';
  };
}

/** A header without case, accents, spaces and punctuation: `N° Matricule` and `n_matricule` are one. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}

const labels: readonly (readonly ReadonlySet<string>[])[] = [
  [
    new Set(['firstname', 'givenname', 'prenom', 'vorname', 'voornaam']),
    new Set(['lastname', 'surname', 'familyname', 'nom', 'nomdefamille', 'nachname', 'familienname', 'achternaam']),
  ],
  [new Set(['name', 'fullname', 'displayname', 'nomcomplet', 'naam', 'volledigenaam'])],
  [new Set(['title', 'titre', 'titel'])],
];
