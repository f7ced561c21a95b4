import { CreatedKey, CreateOwnKeyRequest, Key, KeyList, KeyParams } from './keys.ts'
import { BODY, type Route } from './route.ts'

/** Users, sessions, and what is one's own. */
export const ACCESS_ROUTES = {
  createOwnKey: {
    method: 'POST',
    path: '/v1/me/keys',
    needs: 'signed-in',
    guard: 'self',
    summary: 'Create an API key that speaks for you',
    description:
      'It may do what both its scopes and your role say, in your worlds, and ends when you are disabled. It is shown in this reply and never again.',
    body: CreateOwnKeyRequest,
    status: 201,
    reply: CreatedKey,
    problems: BODY,
    example: { body: { name: 'my terminal', scopes: ['person'] }, reply: undefined },
  },
  listOwnKeys: {
    method: 'GET',
    path: '/v1/me/keys',
    needs: 'signed-in',
    guard: 'self',
    summary: 'List the API keys that speak for you',
    status: 200,
    reply: KeyList,
    problems: [],
  },
  revokeOwnKey: {
    method: 'DELETE',
    path: '/v1/me/keys/:id',
    needs: 'signed-in',
    guard: 'self',
    summary: 'Revoke an API key that speaks for you',
    params: KeyParams,
    status: 200,
    reply: Key,
    problems: ['invalid-request', 'not-found'],
  },
} as const satisfies Readonly<Record<string, Route>>
