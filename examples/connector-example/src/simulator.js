/** People on one page. */
const pageSize = 50;

/** A front desk without a socket. It refuses an e-mail address without `@` and keeps what is not sent. */
export const createSimulator = ({ credentials, state }) => {
  const people = new Map((state ?? []).map((person) => [person.ref, person]));
  return {
    handle({ method, path, query, headers, text }) {
      if (headers.authorization !== `Bearer ${credentials.token}`) return { status: 401, json: { error: 'token' } };
      if (method === 'GET' && path === '/people') return { status: 200, json: list([...people.values()], query.page) };
      const [, ref] = /^\/people\/([^/]+)$/.exec(path) ?? [];
      if (method !== 'PUT' || ref === undefined) return { status: 404, json: { error: 'not found' } };
      return save(people, decodeURIComponent(ref), JSON.parse(text));
    },
    state: () => [...people.values()],
    show: () => [
      {
        title: 'People',
        columns: ['ref', 'name', 'email', 'floor', 'active'],
        rows: [...people.values()].map(({ ref, name, email, floor, active }) =>
          [ref, name, email, floor, active ? 'yes' : 'no'].map((cell) => String(cell ?? '')),
        ),
      },
    ],
  };
};

function list(people, page = '1') {
  const start = (Number(page) - 1) * pageSize;
  return { total: people.length, people: people.slice(start, start + pageSize) };
}

function save(people, ref, body) {
  if (typeof body.email === 'string' && !body.email.includes('@')) return { status: 422, json: { field: 'email' } };
  const isNew = !people.has(ref);
  people.set(ref, { active: true, ...people.get(ref), ...body, ref });
  return { status: isNew ? 201 : 200, json: { ref } };
}
