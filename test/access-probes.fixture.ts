import type { Guard, Route } from '../src/api/contract/route.ts'
import type { Answer, TestService } from './api-service.fixture.ts'
import type { Somebody } from './people.fixture.ts'

/** What the probes may name: real objects in the world plaza, or of somebody else. */
export interface Objects {
  /** A decision in plaza, of nothing grave. */
  readonly decision: string
  /** A decision in plaza under a policy of gravity S0. */
  readonly grave: string
  /** An admin of all worlds. */
  readonly admin: Somebody
  /** A key of that admin, of all worlds. */
  readonly adminKey: string
}

/** Keys that speak for people who may do everything, but within bounds. */
export interface Askers {
  /** Of all worlds, cleared for everything. */
  readonly all: string
  /** Bound to the world school. */
  readonly school: string
  /** Of all worlds, cleared for S1 to S4. */
  readonly uncleared: string
}

/** One try to reach what the asker may not see, with the same try of somebody who may. */
export interface Probe {
  readonly by: keyof Askers
  readonly params?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** It lists: what must not be in the asker's list, and is in the other's. In place of 403 or 404. */
  readonly hides?: string
  /** What is refused is a body that names somebody else: then with 400, and for everybody. */
  readonly unknownField?: true
}

export type MakeProbes = (objects: Objects, route: Route) => readonly Probe[]

const exampleOf = (route: Route) => route.example?.body ?? {}
const paramsOf = ({ path }: Route, id: string) =>
  Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name!, id]))

function inPlaza({ body }: Route): object {
  const { shape = {} } = body as { shape?: object }
  return 'worlds' in shape ? { worlds: ['plaza'] } : { world: 'plaza' }
}

/**
 * How the guard of a route is tried. A new route with one of these guards is tried as the others are; where that does
 * not fit, by its name in BY_NAME. A guard without an entry, and a route that needs one by name, fail the test.
 */
export const BY_GUARD: Readonly<Partial<Record<Guard, MakeProbes>>> = {
  // What an asker of another world sends is about plaza, as the body names worlds.
  world: (_, route) => [{ by: 'school', body: { ...(exampleOf(route) as object), ...inPlaza(route) } }],
  'all-worlds': (_, route) => [
    { by: 'school', params: paramsOf(route, `x-${'0'.repeat(32)}`), body: exampleOf(route) },
  ],
  decision: ({ decision, grave }, route) => [
    { by: 'school', params: paramsOf(route, decision), body: exampleOf(route) },
    { by: 'uncleared', params: paramsOf(route, grave), body: exampleOf(route) },
  ],
  user: ({ admin }, route) => [
    { by: 'school', params: paramsOf(route, admin.id), body: exampleOf(route) },
    { by: 'uncleared', params: paramsOf(route, admin.id), body: exampleOf(route) },
  ],
}

export const BY_NAME: Readonly<Record<string, MakeProbes>> = {
  listUsers: ({ admin }) => [
    { by: 'school', hides: admin.id },
    { by: 'uncleared', hides: admin.id },
  ],
  inviteUser: () => {
    const somebody = { name: 'x', role: 'reviewer' }
    return [
      { by: 'school', body: { ...somebody, email: 'probe1@example.com' } },
      { by: 'uncleared', body: { ...somebody, email: 'probe2@example.com', skills: { clearance: 'S0' } } },
    ]
  },
  createKey: ({ admin }) => [
    { by: 'school', body: { name: 'x', scopes: ['screen'] } },
    { by: 'uncleared', body: { name: 'x', scopes: ['read'] } },
    { by: 'uncleared', body: { name: 'x', scopes: ['person'], user: admin.id } },
  ],
  listKeys: ({ adminKey }) => [{ by: 'school', hides: adminKey }],
  revokeKey: ({ adminKey }) => [{ by: 'school', params: { id: adminKey } }],
  // One's own: another's key is not found; a body that names somebody else is no body.
  revokeOwnKey: ({ adminKey }) => [{ by: 'school', params: { id: adminKey } }],
  listOwnKeys: ({ adminKey }) => [{ by: 'school', hides: adminKey }],
  session: ({ admin }) => [{ by: 'school', hides: admin.id }],
  ...Object.fromEntries(
    Object.entries({
      signOut: {},
      changePassword: { current: 'x', next: 'x' },
      enrolTotp: { password: 'x' },
      confirmTotp: { code: '000000' },
      removeTotp: { password: 'x' },
      createOwnKey: { name: 'x', scopes: ['person'] },
    }).map(([name, body]): [string, MakeProbes] => [
      name,
      ({ admin }) => [{ by: 'school', body: { ...body, user: admin.id }, unknownField: true }],
    ]),
  ),
}

/** Sends what a probe says. */
export function send(
  haechi: TestService,
  route: Route,
  key: string | null,
  { params = {}, body }: Pick<Probe, 'params' | 'body'>,
): Promise<Answer> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'x'))
  const given = route.body === undefined ? undefined : (body ?? {})
  return route.lines
    ? haechi.request(route.method, path, `${JSON.stringify(given)}\n`, { key, type: 'application/x-ndjson' })
    : haechi.request(route.method, path, given, { key })
}
