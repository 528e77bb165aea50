import type { CreateSimulator, SimulatedRequest, SimulatedResponse, Value } from '../../../src/contract/index.ts';
import { createDirectory, type Directory, type Person } from './simulator-directory.ts';
import { seedPeople } from './simulator-seed.ts';
import { upsert } from './simulator-upsert.ts';
import { exportPeople, learningTrackStatus, showPeople } from './simulator-views.ts';

/** What one simulated site remembers. `enabled` false: the paid users API is not open to the key (§1). */
export type SiteState = {
  readonly people: readonly Person[];
  readonly enabled: boolean;
  readonly window: RateWindow;
};

type RateWindow = { readonly startMs: number; readonly calls: number };

const hourMs = 3_600_000;

/**
 * One Springest Go site, written from the fact sheet alone; § numbers are its sections.
 * Every site has its own key (§1), so two sites are two simulators.
 */
export const createSimulator: CreateSimulator = ({ settings, credentials, state, live }) => {
  const start = live ? { ...restore(undefined), people: seedPeople(live) } : restore(state);
  const directory = createDirectory(start.people);
  let { window } = start;

  const answer = (request: SimulatedRequest): SimulatedResponse => {
    // Only here, not at Springest: the overview of users for tests and for a look (§8).
    if (request.method === 'GET' && request.path === '/_export/users.csv') {
      return {
        status: 200,
        headers: { 'content-type': 'text/csv; charset=utf-8' },
        text: exportPeople(directory.people()),
      };
    }
    // The key of another site is as wrong as none (§1, §2).
    if (credentials.api_key === undefined || request.query.api_key !== credentials.api_key) {
      return refuse(401, "You're not authorized");
    }
    const counted = countCall(window, request.nowMs, callsPerHour(settings.calls_per_hour));
    if (counted.retryAfterSeconds !== undefined) {
      const headers = { 'retry-after': String(counted.retryAfterSeconds) };
      return { ...refuse(429, 'Too Many Requests'), headers };
    }
    window = counted.window;
    // The format is chosen by the ending (§1); XML is not simulated.
    if (request.path !== '/users.json') return refuse(404, 'Not Found');
    if (!start.enabled) return refuse(403, 'Forbidden');
    if (request.method === 'GET') return find(directory, request);
    // No right to the method (§1): there is no delete (§2, semantics 7).
    return request.method === 'POST' ? receive(directory, request) : refuse(403, 'Forbidden');
  };

  return {
    handle: answer,
    state: (): SiteState => ({ people: directory.people(), enabled: start.enabled, window }),
    show: () => [showPeople(directory.people())],
    ...(live && { isSeeded: true }),
  };
};

/** `external_id` is required, and nobody can be found by anything else (§6). */
function find(directory: Directory, request: SimulatedRequest): SimulatedResponse {
  const externalId = request.query.external_id;
  // 400 for a wrong parameter (§1), in the form of the bookings' errors (§2).
  if (!externalId) return { status: 400, json: { error: { external_id: ['is required'] } } };
  const person = directory.byExternalId(externalId);
  // Unknown: 404 (§6, assumed).
  if (!person) return refuse(404, 'Not Found');
  return {
    status: 200,
    json: {
      id: person.id,
      external_id: person.external_id,
      user_email: person.email,
      // A text, not a boolean (§6).
      active: String(person.active),
      learning_track_status: learningTrackStatus(person),
    },
  };
}

/** A body that does not say it is JSON is not read, so that nobody is identified (§1, inferred). */
function receive(directory: Directory, request: SimulatedRequest): SimulatedResponse {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return upsert(directory, {});
  let body: unknown;
  try {
    body = JSON.parse(request.text);
  } catch {
    return refuse(400, 'Bad Request');
  }
  // One person a call, as a flat object (§2).
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return refuse(400, 'Bad Request');
  return upsert(directory, { ...body });
}

/** An hour that begins with its first call. 429 with Retry-After above the cap (§1, assumed). */
function countCall(
  window: RateWindow,
  nowMs: number,
  limit: number,
): { readonly window: RateWindow; readonly retryAfterSeconds?: number } {
  const current = nowMs - window.startMs < hourMs ? window : { startMs: nowMs, calls: 0 };
  if (current.calls >= limit) {
    return { window: current, retryAfterSeconds: Math.ceil((current.startMs + hourMs - nowMs) / 1000) };
  }
  return { window: { ...current, calls: current.calls + 1 } };
}

/** 4,000 calls an hour (§1), adjustable for tests (§8). */
function callsPerHour(setting: Value | undefined): number {
  return typeof setting === 'number' ? setting : 4000;
}

function restore(state: Value | undefined): SiteState {
  // What `state()` gave; the host hands back nothing else.
  const kept = (state ?? {}) as Partial<SiteState>;
  return { people: kept.people ?? [], enabled: kept.enabled ?? true, window: kept.window ?? { startMs: 0, calls: 0 } };
}

function refuse(status: number, error: string): SimulatedResponse {
  return { status, json: { error } };
}
