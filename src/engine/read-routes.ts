import { type Fields, type ReadRoute, type Request, RollcallError } from '../contract/index.ts';

/**
 * The declared read that a call is, or undefined when it is none: same method, same path segment by segment
 * (`*` stands for one that is not empty), no query parameter beyond the declared ones. Doubt is no read.
 */
export function findReadRoute(
  routes: readonly ReadRoute[],
  call: Pick<Request, 'method' | 'path'> & { readonly query: readonly string[] },
): ReadRoute | undefined {
  return routes.find(
    (route) =>
      route.method === call.method &&
      matchesPath(route.path, call.path) &&
      call.query.every((name) => route.query?.includes(name)),
  );
}

/**
 * A declared path with settings in braces filled in: `{employees_path}/*`. A setting brings one or more whole segments.
 * @throws RollcallError `HOST_FORBIDDEN` when it is no such path; the message never shows its value.
 */
export function fillPath(path: string, settings: Fields): string {
  return path.replaceAll(/\{([^}]*)\}/g, (_, name: string) => {
    const value = settings[name];
    if (typeof value === 'string' && /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._~-]+)+$/.test(value)) return value;
    throw new RollcallError('HOST_FORBIDDEN', `setting "${name}" is missing or no path such as /v1/people`);
  });
}

/** An encoded slash could become a real one behind a proxy, so `*` does not stand for it. */
function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => {
      const found = given[index] ?? '';
      return segment === '*' ? found !== '' && !/%2f|%5c/i.test(found) : segment === found;
    })
  );
}
