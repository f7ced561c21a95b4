import type { FastifyReply, FastifyRequest } from 'fastify'
import type { UserRecord } from '../../access/ports.ts'
import { hashOfToken, secretToken } from '../../access/secret-token.ts'
import { SESSION_MS } from '../../access/session-rules.ts'
import type { GrantSession } from '../keyring.ts'
import type { Access } from './access.ts'
import { readCookie, setCookie } from './browser.ts'

/**
 * Opens a session for somebody who has just proved who they are: always under a new token, whatever the browser brought;
 * that session, if it was one, ends. The cookie is set unless the token is to be sent as a bearer.
 */
export async function openSession(
  access: Access,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  {
    user,
    via,
    kind,
  }: { readonly user: UserRecord; readonly via: 'password' | 'sso'; readonly kind: GrantSession['kind'] },
  nowMs: number,
): Promise<GrantSession> {
  const { sessions, options, random, requireTotp } = access
  await sessions.sweep(nowMs)
  if (kind === 'cookie') {
    const before = readCookie(options, request, 'session')
    if (before !== undefined) await sessions.end(hashOfToken(before))
  }
  const token = secretToken(random, 'hs')
  const hash = hashOfToken(token)
  const expiresMs = nowMs + SESSION_MS
  await sessions.add({ hash, id: hash.slice(0, 12), user: user.id, via, createdMs: nowMs, expiresMs })
  if (kind === 'cookie') setCookie(options, request, reply, 'session', token, SESSION_MS / 1000)
  const mustEnrol = via === 'password' && !user.hasTotp && (await requireTotp(nowMs)).has(user.role)
  return { token, hash, kind, via, expiresMs, mustEnrol, user }
}

/** Gives the session of a request another token after its person became more than before; ends their other sessions. */
export async function renewSession(
  { sessions, options, random }: Access,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  nowMs: number,
): Promise<string | undefined> {
  const { session, person } = request.grant!
  if (session === undefined) {
    await sessions.endAll(person!.id)
    return undefined
  }
  const token = secretToken(random, 'hs')
  await sessions.renew(session.hash, hashOfToken(token))
  await sessions.endAll(person!.id, hashOfToken(token))
  if (session.kind === 'cookie')
    setCookie(options, request, reply, 'session', token, Math.round((session.expiresMs - nowMs) / 1000))
  return token
}
