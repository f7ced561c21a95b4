import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AccessOptions } from './access.ts'

type Asked = Pick<FastifyRequest, 'cookies' | 'protocol' | 'host'>

/** Whether browsers reach us by https: as the operator says, else as the request, or a proxy that is trusted, does. */
export function isSecure({ publicUrl }: AccessOptions, request: Asked): boolean {
  return publicUrl === undefined ? request.protocol === 'https' : publicUrl.startsWith('https:')
}

/** Our own origin, as browsers name it. */
export function originOf({ publicUrl }: AccessOptions, request: Asked): string {
  return publicUrl === undefined ? `${request.protocol}://${request.host}` : new URL(publicUrl).origin
}

const NAMES = {
  session: { secure: '__Host-haechi', plain: 'haechi' },
  sso: { secure: '__Host-haechi-sso', plain: 'haechi-sso' },
} as const

/** The value of a cookie of ours; over https only the one that no other host can have set. */
export function readCookie(
  options: AccessOptions,
  request: Asked,
  what: keyof typeof NAMES,
): string | undefined {
  return request.cookies[isSecure(options, request) ? NAMES[what].secure : NAMES[what].plain]
}

/** Sets a cookie of ours for this browser session, or takes it away when the value is null. */
export function setCookie(
  options: AccessOptions,
  request: Asked,
  reply: FastifyReply,
  what: keyof typeof NAMES,
  value: string | null,
  maxAgeS: number,
): void {
  const secure = isSecure(options, request)
  reply.setCookie(secure ? NAMES[what].secure : NAMES[what].plain, value ?? '', {
    httpOnly: true,
    // Lax, not Strict: the provider of a single sign-on leads back from another site.
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge: value === null ? 0 : maxAgeS,
  })
}
