import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect } from '@jest/globals';
import { z } from 'zod';
import { checkCall } from './openapi.ts';

/** One call that was made, for tests to look into. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
  readonly body: unknown;
}

export interface Comment {
  readonly id: number;
  readonly user: { readonly login: string; readonly type: string };
  body: string;
}

export interface Pull {
  readonly number: number;
  readonly user: { readonly login: string };
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
  merged_at: string | null;
}

export interface CheckRun {
  readonly id: number;
  readonly head_sha: string;
  readonly conclusion: string;
  readonly title: string;
  readonly annotations: { readonly path: string; readonly start_line: number; readonly message: string }[];
}

export interface Issue {
  readonly number: number;
  readonly user: { readonly login: string };
  title: string;
  body: string;
  state: string;
  readonly labels: readonly string[];
}

type Access = 'read' | 'write';

/**
 * A stand-in for GitHub's API on loopback, for one repository. It refuses what GitHub refuses: a wrong token, a missing
 * permission, a body that its OpenAPI description does not know, a comment of more than 65,536 characters, more than 50
 * annotations; and it pages.
 */
export interface GitHubServer {
  readonly url: string;
  readonly token: string;
  readonly login: string;
  /** So many of the next calls fail with 502. */
  outage: number;
  /** By the names of a workflow's `permissions:`. */
  permissions: Record<string, Access | undefined>;
  readonly calls: Call[];
  readonly comments: Map<number, Comment[]>;
  readonly checks: CheckRun[];
  readonly issues: Issue[];
  readonly pulls: Pull[];
  /** Pull requests by commit. */
  readonly commits: Map<string, number[]>;
  readonly labels: Map<number, { event: string; label: string; login: string; type: string; at: string }[]>;
  readonly reviews: Map<number, { login: string; state: string; commit_id: string }[]>;
  /** Accounts that wrote the commits of a pull request. */
  readonly authors: Map<number, string[]>;
  /** Seconds that GitHub's clock is ahead of ours. */
  aheadSeconds: number;
  /** Sets a label, some seconds after whatever was shown before and before whatever comes, by GitHub's clock. */
  label(pull: number, name: string, login: string, options?: { type?: string; event?: string }): void;
}

const open: Server[] = [];

/** Requests that GitHub's OpenAPI description does not allow. Every test that makes one fails, whatever it is about. */
const violations: string[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  expect(violations.splice(0)).toEqual([]);
});

export async function serveGitHub(repository = 'acme/hr'): Promise<GitHubServer> {
  const server = createServer();
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const github: GitHubServer = {
    url: `http://127.0.0.1:${port}`,
    token: 'ghs_canary-github-token',
    login: 'github-actions[bot]',
    outage: 0,
    aheadSeconds: 0,
    permissions: { contents: 'write', 'pull-requests': 'write', checks: 'write', issues: 'write' },
    calls: [],
    comments: new Map(),
    checks: [],
    issues: [],
    pulls: [],
    commits: new Map(),
    labels: new Map(),
    reviews: new Map(),
    authors: new Map(),
    label(pull, name, login, { type = 'User', event = 'labeled' } = {}) {
      github.aheadSeconds += 2;
      const at = `${new Date(clockOf(github)).toISOString().slice(0, 19)}Z`;
      const all = github.labels.get(pull) ?? [];
      github.labels.set(pull, [...all, { event, label: name, login, type, at }]);
      github.aheadSeconds += 2;
    },
  };
  server.on('request', async (request, response) => {
    const text = await textOf(request);
    const url = new URL(request.url ?? '/', github.url);
    const answer = answerTo(github, repository, request, url, text);
    const call = {
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: text === '' ? undefined : JSON.parse(text),
    };
    github.calls.push({ ...call, status: answer.status });
    violations.push(...checkCall(call));
    const date = new Date(clockOf(github)).toUTCString();
    response.writeHead(answer.status, { date, 'content-type': 'application/json; charset=utf-8', ...answer.headers });
    response.end(JSON.stringify(answer.body));
  });
  return github;
}

function clockOf({ aheadSeconds }: GitHubServer): number {
  return Date.now() + aheadSeconds * 1000;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** Any one of these is enough. */
  readonly needs: readonly string[];
  readonly body?: z.ZodType;
  answer(parts: readonly string[], body: unknown, query: URLSearchParams): Answer;
}

const annotation = z.strictObject({
  path: z.string(),
  start_line: z.int().positive(),
  end_line: z.int().positive(),
  start_column: z.int().optional(),
  end_column: z.int().optional(),
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: z.string().min(1).max(65_536),
  title: z.string().max(255).optional(),
  raw_details: z.string().optional(),
});
const output = z.strictObject({
  title: z.string(),
  summary: z.string().max(65_535),
  text: z.string().max(65_535).optional(),
  annotations: z.array(annotation).max(50).optional(),
});
const bodies = {
  comment: z.strictObject({ body: z.string().max(65_536) }),
  check: z.strictObject({
    name: z.string(),
    head_sha: z.string(),
    status: z.enum(['queued', 'in_progress', 'completed']),
    conclusion: z.enum(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'timed_out']),
    output,
  }),
  checkUpdate: z.strictObject({ output }),
  issue: z.strictObject({ title: z.string().max(256), body: z.string().max(65_536), labels: z.array(z.string()) }),
  issueUpdate: z.strictObject({
    title: z.string().max(256).optional(),
    body: z.string().max(65_536).optional(),
    state: z.enum(['open', 'closed']).optional(),
    state_reason: z.enum(['completed', 'not_planned', 'reopened']).optional(),
  }),
};

function answerTo(github: GitHubServer, repository: string, request: IncomingMessage, url: URL, text: string): Answer {
  if (github.outage > 0) {
    github.outage -= 1;
    return { status: 502, body: { message: 'Bad Gateway' } };
  }
  if (request.headers.authorization !== `token ${github.token}`)
    return { status: 401, body: { message: 'Bad credentials' } };
  if (url.pathname === '/graphql') return { status: 200, body: { data: { viewer: { login: github.login } } } };
  const root = `/repos/${repository}/`;
  if (!url.pathname.startsWith(root)) return { status: 404, body: { message: 'Not Found' } };
  const path = url.pathname.slice(root.length);
  for (const route of routes(github)) {
    const parts = route.path.exec(path);
    if (!parts || route.method !== request.method) continue;
    const wanted: Access = request.method === 'GET' ? 'read' : 'write';
    const may = route.needs.some((name) => github.permissions[name] === 'write' || github.permissions[name] === wanted);
    if (!may) return { status: 403, body: { message: 'Resource not accessible by integration' } };
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const checked = route.body?.safeParse(body);
    if (checked && !checked.success)
      return { status: 422, body: { message: `Validation Failed: ${checked.error.message}` } };
    return paged(route.answer(parts.slice(1), body, url.searchParams), url);
  }
  return { status: 404, body: { message: 'Not Found' } };
}

/** Pages of at most 100, 30 unless asked, with the `link` that GitHub sends. */
function paged(answer: Answer, url: URL): Answer {
  if (!Array.isArray(answer.body)) return answer;
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const page = Number(url.searchParams.get('page') ?? 1);
  const items = answer.body.slice((page - 1) * size, page * size);
  if (page * size >= answer.body.length) return { ...answer, body: items };
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  return { ...answer, body: items, headers: { link: `<${next}>; rel="next"` } };
}

function routes(github: GitHubServer): readonly Route[] {
  const user = (login: string) => ({ login, type: login.endsWith('[bot]') ? 'Bot' : 'User' });
  const commentsOf = (number: string): Comment[] => {
    const all = github.comments.get(Number(number)) ?? [];
    github.comments.set(Number(number), all);
    return all;
  };
  let ids = 1000;
  const talk = ['pull-requests', 'issues'];
  const list: readonly Route[] = [
    {
      method: 'GET',
      path: /^issues\/(\d+)\/comments$/,
      needs: talk,
      answer: ([number = '']) => ({ status: 200, body: commentsOf(number) }),
    },
    {
      method: 'POST',
      path: /^issues\/(\d+)\/comments$/,
      needs: talk,
      body: bodies.comment,
      answer([number = ''], body) {
        const all = commentsOf(number);
        const made: Comment = {
          id: 100 * Number(number) + all.length,
          user: user(github.login),
          body: (body as { body: string }).body,
        };
        all.push(made);
        return { status: 201, body: made };
      },
    },
    {
      method: 'PATCH',
      path: /^issues\/comments\/(\d+)$/,
      needs: talk,
      body: bodies.comment,
      answer([id = ''], body) {
        const found = [...github.comments.values()].flat().find((one) => one.id === Number(id));
        if (!found) return { status: 404, body: { message: 'Not Found' } };
        found.body = (body as { body: string }).body;
        return { status: 200, body: found };
      },
    },
    {
      method: 'POST',
      path: /^check-runs$/,
      needs: ['checks'],
      body: bodies.check,
      answer(_, body) {
        const { head_sha, conclusion, output: told } = body as z.infer<typeof bodies.check>;
        ids += 1;
        github.checks.push({
          id: ids,
          head_sha,
          conclusion,
          title: told.title,
          annotations: [...(told.annotations ?? [])],
        });
        return { status: 201, body: { id: ids } };
      },
    },
    {
      method: 'PATCH',
      path: /^check-runs\/(\d+)$/,
      needs: ['checks'],
      body: bodies.checkUpdate,
      answer([id = ''], body) {
        const found = github.checks.find((one) => one.id === Number(id));
        if (!found) return { status: 404, body: { message: 'Not Found' } };
        found.annotations.push(...((body as z.infer<typeof bodies.checkUpdate>).output.annotations ?? []));
        return { status: 200, body: { id: found.id } };
      },
    },
    {
      method: 'GET',
      path: /^commits\/([0-9a-f]+)\/pulls$/,
      needs: ['pull-requests'],
      answer: ([commit = '']) => ({
        status: 200,
        body: github.pulls.filter(({ number }) => github.commits.get(commit)?.includes(number)),
      }),
    },
    {
      method: 'GET',
      path: /^pulls\/(\d+)\/reviews$/,
      needs: ['pull-requests'],
      answer: ([number = '']) => ({
        status: 200,
        body: (github.reviews.get(Number(number)) ?? []).map(({ login, state, commit_id }) => ({
          user: user(login),
          state,
          commit_id,
          author_association: 'MEMBER',
        })),
      }),
    },
    {
      method: 'GET',
      path: /^pulls\/(\d+)\/commits$/,
      needs: ['pull-requests'],
      answer: ([number = '']) => ({
        status: 200,
        body: (github.authors.get(Number(number)) ?? []).map((login) => ({
          author: user(login),
          committer: user('web-flow'),
        })),
      }),
    },
    {
      method: 'GET',
      path: /^issues\/(\d+)\/events$/,
      needs: talk,
      answer: ([number = '']) => ({
        status: 200,
        body: (github.labels.get(Number(number)) ?? []).map(({ event, label, login, type, at }) => ({
          event,
          label: { name: label },
          actor: { login, type },
          created_at: at,
        })),
      }),
    },
    {
      method: 'GET',
      path: /^issues$/,
      needs: ['issues'],
      answer: (_, __, query) => ({
        status: 200,
        body: github.issues.filter(
          ({ state, labels }) =>
            state === (query.get('state') ?? 'open') &&
            (query.get('labels') ?? '').split(',').every((label) => label === '' || labels.includes(label)),
        ),
      }),
    },
    {
      method: 'POST',
      path: /^issues$/,
      needs: ['issues'],
      body: bodies.issue,
      answer(_, body) {
        const { title, body: text, labels } = body as z.infer<typeof bodies.issue>;
        const made: Issue = {
          number: 500 + github.issues.length,
          user: user(github.login),
          title,
          body: text,
          state: 'open',
          labels,
        };
        github.issues.push(made);
        return { status: 201, body: made };
      },
    },
    {
      method: 'PATCH',
      path: /^issues\/(\d+)$/,
      needs: ['issues'],
      body: bodies.issueUpdate,
      answer([number = ''], body) {
        const found = github.issues.find((one) => one.number === Number(number));
        if (!found) return { status: 404, body: { message: 'Not Found' } };
        const { title, body: text, state } = body as z.infer<typeof bodies.issueUpdate>;
        Object.assign(found, title && { title }, text && { body: text }, state && { state });
        return { status: 200, body: found };
      },
    },
  ];
  return list;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
