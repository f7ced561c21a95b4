// A bare Fastify route with the schemas of POST /v1/screen and a constant reply: what the service is measured against.
import Fastify from 'fastify'
import { ROUTES } from '../src/api/contract/routes.ts'
import { jsonSchemaOf } from '../src/api/validator.ts'

const { path, body, reply, example } = ROUTES.screen
const app = Fastify()
app.post(
  path,
  { schema: { body: jsonSchemaOf(body), response: { 200: jsonSchemaOf(reply) } } },
  () => example.reply,
)
console.log(`answers at ${await app.listen({ port: 0, host: '127.0.0.1' })}`)
