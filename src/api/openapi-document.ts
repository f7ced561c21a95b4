import type { z } from 'zod'
import { PROBLEM_TYPES, PROBLEM_URN, Problem, type ProblemName } from './contract/problem.ts'
import type { Route } from './contract/route.ts'
import { ROUTES } from './contract/routes.ts'
import { jsonSchemaOf } from './validator.ts'

type Json = Record<string, unknown>

/** The API as OpenAPI 3.1, made from the route table and nothing else. */
export function openApiDocument(): Json {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, route] of Object.entries<Route>(ROUTES)) {
    const path = openApiPath(route.path)
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = operation(name, route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Haechi',
      version: '1',
      summary: 'Trust & safety for virtual worlds: events in, durable, explained decisions out.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key of Haechi.' },
        keyAsPassword: {
          type: 'http',
          scheme: 'basic',
          description: 'The key as the password, with any user name; for browsers, where a route says so.',
        },
      },
      schemas: { Problem: jsonSchemaOf(Problem) },
    },
  }
}

/** `/v1/keys/:id` as `/v1/keys/{id}`. */
export function openApiPath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}')
}

/** The problems that a route may answer with, its own and those that every route has. */
export function problemsOf(route: Route): ProblemName[] {
  const ofKey: ProblemName[] =
    route.needs === null ? [] : ['unauthenticated', 'missing-scope', 'rate-limited']
  return [...new Set<ProblemName>([...route.problems, ...ofKey, 'fault', 'unavailable'])]
}

function operation(name: string, route: Route): Json {
  const parameters = [...parametersIn('path', route.params), ...parametersIn('query', route.query)]
  return {
    operationId: name,
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    security: securityOf(route),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: requestBody(route, route.body) } : {}),
    ...(route.bytes ? { requestBody: FILE } : {}),
    responses: responses(name, route),
  }
}

function securityOf(route: Route): Json[] {
  if (route.needs === null) return []
  return route.basic ? [{ key: [] }, { keyAsPassword: [] }] : [{ key: [] }]
}

function parametersIn(place: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchemaOf(schema)
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }))
}

const FILE: Json = {
  required: true,
  description: 'The file itself, byte for byte.',
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
}

function requestBody(route: Route, schema: z.ZodType): Json {
  const example = route.example?.body
  if (route.lines) {
    const lines = { type: 'string', description: 'JSON objects, one a line.' }
    return {
      required: true,
      description: 'Each line has the form of the body of POST /v1/screen.',
      content: {
        'application/x-ndjson': {
          schema: lines,
          ...(example ? { example: `${JSON.stringify(example)}\n` } : {}),
        },
      },
    }
  }
  const optional = schema.safeParse({}).success
  return {
    required: !optional,
    content: { 'application/json': { schema: jsonSchemaOf(schema), ...(example ? { example } : {}) } },
  }
}

function responses(name: string, route: Route): Json {
  const byStatus: Record<string, ProblemName[]> = {}
  for (const problem of problemsOf(route)) {
    const { status } = PROBLEM_TYPES[problem]
    byStatus[status] = [...(byStatus[status] ?? []), problem]
  }
  const answers: Json = { [route.status]: success(route) }
  for (const [status, names] of Object.entries(byStatus)) {
    if (name === 'ready' && status === '503') {
      answers[status] = { ...success(route), description: 'Not ready; `why` says why.' }
      continue
    }
    answers[status] = {
      description: names
        .map((problem) => `\`${PROBLEM_URN}${problem}\`: ${PROBLEM_TYPES[problem].when}`)
        .join('\n\n'),
      ...headersOf(status),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  return answers
}

function success(route: Route): Json {
  const example = route.example?.reply
  const shown =
    example === undefined ? {} : { example: route.lines ? `${JSON.stringify(example)}\n` : example }
  if (route.lines)
    return {
      description: 'One result a line, in the order of the lines sent.',
      content: { 'application/x-ndjson': { schema: { type: 'string' }, ...shown } },
      // The form of each line: OpenAPI 3.1 has no word for it.
      'x-line-schema': jsonSchemaOf(route.reply),
    }
  const type = route.replyType?.split(';')[0] ?? 'application/json'
  return { description: route.summary, content: { [type]: { schema: jsonSchemaOf(route.reply), ...shown } } }
}

function headersOf(status: string): Json {
  if (status === '429' || status === '503')
    return { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } } }
  if (status === '401') return { headers: { 'WWW-Authenticate': { schema: { type: 'string' } } } }
  return {}
}
