import { createServer as createProbe } from 'node:net'
import { CannotStart } from './running-service.ts'

interface Where {
  /** 0: any free one. */
  readonly port: number
  readonly host: string
}

/** Refuses before a database is made; a port that is taken in between is refused when the server listens. */
export async function checkPortIsFree(options: Where): Promise<void> {
  if (options.port === 0) return
  const probe = createProbe()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (fault) => reject(cannotListen(fault, options)))
    probe.listen(options.port, options.host, () => probe.close(() => resolve()))
  })
}

/** What a server that could not listen means to who started it. */
export function cannotListen(fault: unknown, { host, port }: Where): unknown {
  const { code } = fault as { code?: string }
  switch (code) {
    case 'EADDRINUSE':
      return new CannotStart(
        `Port ${port} on ${host} is in use; choose another with --port, or stop what uses it.`,
      )
    case 'EACCES':
      return new CannotStart(`This user may not listen on port ${port}; choose one above 1023 with --port.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CannotStart(`${host} is no address of this machine; choose another with --host.`)
    default:
      return fault
  }
}
