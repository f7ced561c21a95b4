import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ForeignPage {
  /** Of another origin, though of the same site: what a browser takes for more trustworthy than it is. */
  readonly neighbour: string
  /** Of another site. */
  readonly stranger: string
  /** What the page holds. */
  html: string
  close(): Promise<void>
}

/** A page of somebody else's, served from another origin than the service's at 127.0.0.1. */
export async function serveForeignPage(): Promise<ForeignPage> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page.html)
  }).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const page: ForeignPage = {
    ...{ neighbour: `http://127.0.0.1:${port}/`, stranger: `http://localhost:${port}/`, html: '' },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return page
}
