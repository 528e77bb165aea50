import type { Preset } from './preset.ts';

/**
 * Supermood's import file, saved as CSV: the headers that its import page recognises (help.supermood.com, articles 93475
 * and 93479). There "surname" is the first name. Analysis filters have the customer's own headers: map those under `columns:`.
 */
export const supermoodPreset: Preset = {
  files: { employees: 'coworkers.csv' },
  columns: {
    employees: {
      matricule: 'id',
      'personnel number': 'id',
      'personnel identifier': 'id',
      'personal number': 'id',
      'personal identifier': 'id',
      prenom: 'first_name',
      prénom: 'first_name',
      surname: 'first_name',
      'first name': 'first_name',
      nom: 'last_name',
      name: 'last_name',
      'last name': 'last_name',
      courrier: 'email',
      mail: 'email',
      email: 'email',
      'phone number': 'phone',
      langue: 'language',
      lang: 'language',
      language: 'language',
      'employé actif': 'status',
      actif: 'status',
      'est actif': 'status',
      'is active': 'status',
      active: 'status',
    },
  },
  values: { status: { yes: 'active', oui: 'active', no: 'inactive', non: 'inactive' } },
  dates: 'dd/MM/yyyy',
};
