/** Credentials and rights, with a read only. An empty list means that all is well. */
export async function checkAccess(send) {
  const answer = await listPeople(send, 1);
  return answer.problem ? [finding('no-access', 'system', answer.problem, 'Check site and token.', 'config')] : [];
}

/** One page of people: `{ total, people }`, or `{ problem }` in a sentence without values. */
export async function listPeople(send, page) {
  const { status, json } = await send({ method: 'GET', path: '/people', query: { page: String(page) } });
  if (status === 401) return { problem: 'The front desk does not accept the token.' };
  const isSound = status === 200 && Number.isInteger(json?.total) && Array.isArray(json.people);
  return isSound ? json : { problem: `The front desk answered ${status} with something that is no list of people.` };
}

/** Saves one person. A PUT under the person's own reference: sending it twice does no more than once. */
export async function savePerson(send, ref, body) {
  const path = `/people/${encodeURIComponent(ref)}`;
  const { status, json } = await send({ method: 'PUT', path, body, idempotent: true });
  if (status === 200 || status === 201) return [];
  if (status === 422 && json?.field) {
    return [
      finding(
        'refused-value',
        'record',
        'The front desk refused the value of a field.',
        'Correct it in the HR files.',
        'data',
        json.field,
      ),
    ];
  }
  return [finding('refused', 'record', `The front desk answered ${status}.`, 'Ask the front desk.', 'vendor')];
}

function finding(code, scope, message, next, who, field) {
  return { code, severity: 'error', scope, message, next, who, ...(field && { field }) };
}
