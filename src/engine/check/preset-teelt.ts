import type { Preset } from './preset.ts';

/**
 * Talents of Teelt, exported or typed by hand: one row a newcomer. Teelt documents no export; the columns are those of the
 * fields that its help page says it sends to Lucca (support.lucca.fr, article 10900571140252), with its own mark of what
 * was sent. The custom field that names the establishment has the customer's own header: map that under `columns:`.
 */
export const teeltPreset: Preset = {
  files: { employees: 'talents.csv' },
  columns: {
    employees: {
      talent_id: 'id',
      last_name: 'last_name',
      first_name: 'first_name',
      work_email: 'email',
      phone: 'phone',
      legal_entity: 'legal_entity',
      department: 'department',
      start_date: 'start_date',
      manager_email: 'manager_email',
      establishment_field: 'establishment',
      status: 'talent_status',
      lucca_user_id: 'lucca_user_id',
    },
  },
  fields: {
    employees: [
      { name: 'talent_status', type: 'text', class: 'open', options: ['new', 'sent', 'error'] },
      { name: 'lucca_user_id', type: 'text', class: 'open' },
    ],
  },
};
