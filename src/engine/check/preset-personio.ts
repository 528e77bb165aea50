import type { Preset } from './preset.ts';

/**
 * Personio's export of employees, with the English labels of its own attributes as its specification of the Personnel Data
 * API (v1) has them. Custom attributes have the customer's own labels: map those under `columns:`. A supervisor's name
 * names nobody for certain; add the column of their id to the export.
 */
export const personioPreset: Preset = {
  files: { employees: 'employees.csv' },
  columns: {
    employees: {
      ID: 'id',
      'First name': 'first_name',
      'Last name': 'last_name',
      'Name (preferred)': 'preferred_name',
      Email: 'email',
      Gender: 'gender',
      Status: 'status',
      Position: 'job_title',
      Supervisor: 'supervisor_name',
      'Supervisor email': 'manager_email',
      'Supervisor ID': 'manager_id',
      'Employment type': 'employment_type',
      'Weekly hours': 'weekly_hours',
      'Hire date': 'start_date',
      'Contract ends': 'contract_end_date',
      'Termination date': 'termination_date',
      'Last day of work': 'end_date',
      Subcompany: 'legal_entity',
      Office: 'location',
      Department: 'department',
      Team: 'team',
      'Cost center': 'cost_center',
    },
  },
  fields: {
    employees: [
      { name: 'supervisor_name', type: 'text', class: 'personal' },
      { name: 'contract_end_date', type: 'date', class: 'open' },
      { name: 'termination_date', type: 'date', class: 'open' },
    ],
  },
  // Onboarding is somebody who starts later: a system that must not know them yet says so by `skip`.
  values: { status: { onboarding: 'active' } },
};
