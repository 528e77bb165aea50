import type {
  Connector,
  CreateSimulator,
  SimulatedRequest,
  SimulatedResponse,
  Value,
} from '../../src/contract/index.ts';

/** The key that tests look for where it must not be. */
export const key = 'canary-key-7f3a91';

/** A connector of tests: people by id, read with a list, written one by one. */
export const simpleConnector: Connector = {
  contract: 1,
  id: 'simple',
  title: 'Simple',
  version: '1.0.0',
  mapping: 1,
  settings: [{ name: 'site', type: 'text', description: 'the name of the site', required: true }],
  credentials: [{ name: 'api_key', description: 'the key', in: 'query', parameter: 'key' }],
  endpoint: 'https://{site}.api.simple.example/v1',
  fingerprint: ['site'],
  reads: [
    { method: 'GET', path: '/people', query: ['page'] },
    { method: 'GET', path: '/people/*' },
    { method: 'POST', path: '/search' },
  ],
  kinds: [
    {
      kind: 'employees',
      fields: [
        { name: 'id', type: 'text', class: 'open', from: 'id', required: true },
        { name: 'email', type: 'text', class: 'personal', from: 'email' },
      ],
      identity: { key: 'id', also: 'email' },
      list: 'counted',
      write: 'record',
      absence: 'nothing',
      operations: { create: { reversible: true }, update: { reversible: true } },
    },
  ],
  drift: 'report',
  effects: [],
  check: async () => [],
  read: async function* () {
    yield { records: [], proof: { complete: true, counted: 0 } };
  },
  write: async () => [],
};

/** Keeps people by the last segment of the path; `GET /echo` gives back what it was sent. */
export const createSimpleSimulator: CreateSimulator = ({ credentials, state }) => {
  const people: Record<string, Value> = { ...(state as Record<string, Value> | undefined) };
  return {
    handle(request: SimulatedRequest): SimulatedResponse {
      if (request.query.key !== credentials.api_key)
        return { status: 401, json: { error: `wrong key ${request.query.key}` } };
      const id = request.path.split('/').at(-1) ?? '';
      if (request.path.endsWith('/echo'))
        return { status: 200, json: { headers: { ...request.headers }, query: { ...request.query } } };
      if (request.path.endsWith('/moved'))
        return { status: 302, headers: { location: 'http://127.0.0.1:1/' }, text: '' };
      if (request.path.endsWith('/half'))
        return { status: 200, headers: { 'content-type': 'application/json' }, text: '{"a":' };
      if (request.path.endsWith('/large')) return { status: 200, text: 'x'.repeat(2048) };
      if (request.method === 'GET') return { status: 200, json: Object.values(people) };
      if (request.path.endsWith('/search')) return { status: 200, json: [] };
      people[id] = JSON.parse(request.text);
      return { status: 201, json: { id } };
    },
    state: () => ({ ...people }),
    show: () => [{ title: 'People', columns: ['id'], rows: Object.keys(people).map((id) => [id]) }],
  };
};
