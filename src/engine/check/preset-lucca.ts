import type { Preset } from './preset.ts';

/**
 * Lucca's own import of users (help page 360021100132). Its first column is the key: the login; a file that begins with
 * another one says so by `key: employeenumber` or `key: mail`. A manager must be named there, oneself if there is none.
 */
export const luccaPreset: Preset = {
  files: { employees: 'users.csv' },
  columns: {
    employees: {
      login: 'id',
      firstName: 'first_name',
      lastName: 'last_name',
      mail: 'email',
      legalEntity: 'legal_entity',
      dtContractStart: 'start_date',
      department: 'department',
      manager: 'manager_id',
      rolePrincipal: 'role_principal',
      culture: 'language',
      employeenumber: 'employee_number',
      dtBirth: 'birth_date',
    },
  },
  fields: {
    employees: [
      { name: 'role_principal', type: 'text', class: 'open' },
      { name: 'employee_number', type: 'text', class: 'open' },
    ],
  },
  dates: 'dd/MM/yyyy',
  ownManagerIsNone: true,
};
