/** A person of the desk as rollcall sees it. A field that the desk left out stays unknown. */
export function toRecord(person) {
  const fields = { ref: person.ref };
  for (const name of ['email', 'name', 'floor']) if (name in person) fields[name] = person[name];
  return { kind: 'employees', remote: person.ref, key: person.ref, active: person.active, fields };
}

/** What is sent for a change: every managed field as it shall be, and always whether the person is active. */
export function toNative({ active, fields }) {
  const { ref: _, ...rest } = fields;
  return { ...rest, active };
}
