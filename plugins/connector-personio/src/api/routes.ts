import type { RateDeclaration, ReadRoute } from '../../../../src/contract/index.ts';
import { measuredCallsPerSecond } from '../assumptions.ts';

const page = ['limit', 'cursor'] as const;

/** Every call that only reads. */
export const reads: readonly ReadRoute[] = [
  { method: 'GET', path: '/v2/persons', query: [...page, 'id', 'email'] },
  { method: 'GET', path: '/v2/persons/*/employments', query: page },
  { method: 'GET', path: '/v2/legal-entities', query: page },
  { method: 'GET', path: '/v2/absence-types', query: page },
  { method: 'GET', path: '/v2/absence-periods', query: [...page, 'starts_from.date_time.gte'] },
  { method: 'GET', path: '/v2/absence-periods/*' },
  { method: 'GET', path: '/v2/projects', query: page },
  {
    method: 'GET',
    path: '/v2/attendance-periods',
    query: [...page, 'attribution_date.gte', 'attribution_date.lte'],
  },
  { method: 'GET', path: '/v2/attendance-periods/*' },
  { method: 'GET', path: '/v2/document-management/documents', query: [...page, 'owner_id'] },
  { method: 'GET', path: '/v1/company/document-categories' },
  { method: 'GET', path: '/v1/company/employees', query: ['limit', 'offset'] },
  { method: 'GET', path: '/v1/company/employees/attributes' },
];

/** Rates of single addresses: published for v1 (fact sheet §9), measured by a client for v2. */
export const rates: readonly RateDeclaration[] = [
  { calls: 300, perMs: 60_000, route: { method: 'GET', path: '/v1/company/employees' } },
  { calls: 15, perMs: 1000, route: { method: 'GET', path: '/v1/company/employees' } },
  { calls: 60, perMs: 60_000, route: { method: 'POST', path: '/v1/company/documents' } },
  perSecond('GET', '/v2/document-management/documents'),
  perSecond('PATCH', '/v2/document-management/documents/*'),
  perSecond('DELETE', '/v2/document-management/documents/*'),
  perSecond('GET', '/v2/persons/*/employments'),
  perSecond('PATCH', '/v2/persons/*'),
  perSecond('PATCH', '/v2/persons/*/employments/*'),
  perSecond('POST', '/v2/persons'),
  perSecond('GET', '/v2/absence-periods'),
  perSecond('GET', '/v2/absence-periods/*'),
  perSecond('POST', '/v2/absence-periods'),
  perSecond('PATCH', '/v2/absence-periods/*'),
  perSecond('DELETE', '/v2/absence-periods/*'),
  perSecond('GET', '/v2/attendance-periods'),
  perSecond('GET', '/v2/attendance-periods/*'),
  perSecond('POST', '/v2/attendance-periods'),
  perSecond('PATCH', '/v2/attendance-periods/*'),
  perSecond('DELETE', '/v2/attendance-periods/*'),
];

function perSecond(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string): RateDeclaration {
  return { calls: measuredCallsPerSecond.others, perMs: 1000, route: { method, path } };
}
