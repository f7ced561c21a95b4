import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Grant } from './keyring.ts'
import type { ServerParts } from './parts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The key that the request came with; null on routes that anyone may ask. */
    grant: Grant | null
  }
}

/** Answers one route: what it resolves to is sent as JSON, or as it is when it is a string. */
export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown

export type MakeHandler = (parts: ServerParts) => Handler
