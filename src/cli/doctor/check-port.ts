import { createServer } from 'node:net'
import { type Finding, fail, ok } from './finding.ts'

/** Checks that a port can be listened at; `served`: a Haechi answers there, so it may well be taken. */
export async function checkPort(host: string, port: number, served: boolean): Promise<Finding> {
  const name = `port ${port}`
  if (served) return ok(name, 'held by the running service')
  const server = createServer()
  const code = await new Promise<string | undefined>((resolve) => {
    server.once('error', (fault: NodeJS.ErrnoException) => resolve(fault.code ?? 'error'))
    server.listen({ port, host, exclusive: true }, () => resolve(undefined))
  })
  if (code === undefined) {
    await new Promise((resolve) => server.close(resolve))
    return ok(name, `free at ${host}`)
  }
  if (code === 'EADDRINUSE')
    return fail(name, `another program holds it at ${host}`, 'end it, or pass --port N')
  if (code === 'EACCES') return fail(name, 'this user may not use it', 'pass a --port above 1023')
  return fail(name, `cannot be listened at, at ${host} (${code})`, 'check --host')
}
