/**
 * What is made when it is first asked for, and kept. For the language rules of `Intl`, which take milliseconds to load:
 * a run speaks one language at most.
 */
export function onFirstUse<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
