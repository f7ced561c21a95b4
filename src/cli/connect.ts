import type { Command } from 'commander'
import { START_DEFAULTS } from '../api/running-service.ts'
import { type Client, createClient } from '../client/client.ts'
import type { CliAdapters } from './adapters.ts'
import { CliFailure } from './failure.ts'

export interface ConnectOptions {
  readonly url?: string
  readonly key?: string
}

/** The options of every command that speaks to the service. */
export function withConnection(command: Command): Command {
  return command
    .option('--url <URL>', `address of the service (HAECHI_URL; default ${defaultUrl()})`)
    .option('--key <KEY>', 'API key (HAECHI_KEY)')
}

/** Where the service is: `--url`, else HAECHI_URL, else where `haechi start` serves when told nothing. */
export function serviceUrl({ settings }: CliAdapters, options: ConnectOptions): string {
  const url = options.url ?? settings.url ?? defaultUrl()
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new CliFailure('usage', `"${url}" is not an address; give one such as ${defaultUrl()}`)
  return url
}

/** A client of the service. Throws CliFailure when there is no key; `elseWay` ends its message. */
export function connect(adapters: CliAdapters, options: ConnectOptions, elseWay = ''): Client {
  const key = options.key ?? adapters.settings.key ?? adapters.settings.adminKey
  if (key === undefined)
    throw new CliFailure(
      'usage',
      'No API key; pass --key KEY or set HAECHI_KEY (`haechi start` shows the first key once, `haechi keys create` makes more)' +
        elseWay,
    )
  return createClient({
    url: serviceUrl(adapters, options),
    key,
    fetch: adapters.fetch,
    now: () => adapters.clock.now(),
  })
}

function defaultUrl(): string {
  return `http://${START_DEFAULTS.host}:${START_DEFAULTS.port}`
}
