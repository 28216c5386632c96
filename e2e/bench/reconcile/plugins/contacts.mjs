// Who the company deals with: changes the made-up contacts before the first case is built.

/** Wraps every builder so that `prepare(world)` runs once before the first of them. */
export function preparedCases(api, prepare) {
  const done = new WeakSet();
  const wrap = (build) => (world, rng, profile) => {
    if (!done.has(world)) {
      done.add(world);
      prepare(world);
    }
    build(world, rng, profile);
  };
  return Object.fromEntries(Object.entries(api.lib.CASES).map(([key, build]) => [key, wrap(build)]));
}

/** Persons in families of four that share both surnames. */
export function families(world) {
  const persons = world.contacts.filter(({ person }) => person);
  persons.forEach((contact, at) => {
    const head = persons[at - (at % 4)];
    contact.person = { ...contact.person, last1: head.person.last1, last2: head.person.last2 };
    contact.core = `${contact.person.first} ${contact.person.last1} ${contact.person.last2}`;
  });
}

/** A contact beside the ones that were built, a variation of one of them. */
export function addContact(world, like, changes) {
  const contact = { ...like, knownIbans: [], ibans: [], bankAlias: null, tradeName: null, ...changes };
  contact.key = world.contacts.length;
  delete contact.uid;
  world.contacts.push(contact);
  return contact;
}

export const cases = (api) => preparedCases(api, families);
