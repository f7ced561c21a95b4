import { CreatedKey, CreateKeyRequest, Key, KeyList, KeyParams } from './keys.ts'
import { BODY, type Route } from './route.ts'

/** API keys. */
export const KEY_ROUTES = {
  createKey: {
    method: 'POST',
    path: '/v1/keys',
    needs: 'key.manage',
    guard: 'key',
    summary: 'Create an API key',
    description: 'The key is shown in this reply and never again.',
    body: CreateKeyRequest,
    status: 201,
    reply: CreatedKey,
    problems: [...BODY, 'beyond-you'],
    example: { body: { name: 'game-server', scopes: ['screen'], worlds: ['plaza'] }, reply: undefined },
  },
  listKeys: {
    method: 'GET',
    path: '/v1/keys',
    needs: 'key.manage',
    guard: 'key',
    summary: 'List the API keys',
    status: 200,
    reply: KeyList,
    problems: [],
  },
  revokeKey: {
    method: 'DELETE',
    path: '/v1/keys/:id',
    needs: 'key.manage',
    guard: 'key',
    summary: 'Revoke an API key',
    description:
      'It stops working at once here, and within two seconds in other processes on the same database.',
    params: KeyParams,
    status: 200,
    reply: Key,
    problems: ['invalid-request', 'not-found'],
  },
} as const satisfies Readonly<Record<string, Route>>
