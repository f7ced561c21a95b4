import { z } from 'zod'
import type { Route } from './route.ts'
import { Health, Readiness } from './service.ts'

/** Whether the service is well, and how it is asked. */
export const SERVICE_ROUTES = {
  health: {
    method: 'GET',
    path: '/healthz',
    needs: null,
    guard: 'none',
    summary: 'Whether the process is alive',
    status: 200,
    reply: Health,
    problems: [],
  },
  ready: {
    method: 'GET',
    path: '/readyz',
    needs: null,
    guard: 'none',
    summary: 'Whether decisions can be made and stored just now',
    description: 'Answers 503 with the same body when they cannot; `why` says why in words.',
    status: 200,
    reply: Readiness,
    problems: [],
  },
  metrics: {
    method: 'GET',
    path: '/metrics',
    needs: 'read',
    guard: 'none',
    summary: 'Metrics as Prometheus text',
    status: 200,
    reply: z.string(),
    replyType: 'text/plain; version=0.0.4; charset=utf-8',
    problems: [],
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    needs: 'read',
    guard: 'none',
    summary: 'This API as an OpenAPI 3.1 document',
    status: 200,
    reply: z.record(z.string(), z.json()),
    problems: [],
    basic: true,
  },
  docs: {
    method: 'GET',
    path: '/docs',
    needs: 'read',
    guard: 'none',
    summary: 'This API as a page to read',
    status: 200,
    reply: z.string(),
    replyType: 'text/html; charset=utf-8',
    problems: [],
    basic: true,
  },
} as const satisfies Readonly<Record<string, Route>>
