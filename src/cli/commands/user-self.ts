import { Command, Option } from 'commander'
import { KeyScope } from '../../access/capability.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { asker } from '../ask-secret.ts'
import { type ConnectOptions, connect, connectAsNobody, serviceUrl, withConnection } from '../connect.ts'
import { savedSession, saveSession } from '../session-file.ts'

interface Options extends Common, ConnectOptions {
  readonly email?: string
  readonly scope?: KeyScope[]
  readonly remove?: true
}

/** `haechi user accept` */
export function acceptCommand(adapters: CliAdapters): Command {
  const command = new Command('accept')
    .description('Set a password by a one-time link; the password is asked for, or read from standard input.')
    .argument('<TOKEN>', 'the link, or what stands behind its # sign')
    .option('--email <EMAIL>', 'for the first admin: what to sign in with')
    .option('--url <URL>', 'address of the service (HAECHI_URL)')
  return act<Options>(command, adapters, async ([[given = ''] = []], options) => {
    const password = await asker(adapters).secret('New password (12 characters or more): ')
    const { login } = await connectAsNobody(adapters, options).acceptInvitation({
      token: given.slice(given.indexOf('#') + 1),
      password,
      ...(options.email === undefined ? {} : { email: options.email }),
    })
    const text = `The password is set. Sign in by: haechi login ${login}\n`
    await adapters.stdout.write(options.json ? `${JSON.stringify({ login })}\n` : text)
    return 'ok'
  })
}

/** `haechi user key` */
export function keyCommand(adapters: CliAdapters): Command {
  const command = new Command('key')
    .description('Create an API key that speaks for you, and show it, this once.')
    .argument('<NAME>', 'what the key is for')
    .addOption(
      new Option('--scope <SCOPE...>', 'what it may do, of what you may')
        .choices(KeyScope.options)
        .default(['person'], 'person: all that you may'),
    )
  return act<Options>(withConnection(command), adapters, async ([[name = ''] = []], options) => {
    const key = await connect(adapters, options).me.createKey({ name, scopes: options.scope ?? ['person'] })
    await adapters.stdout.write(options.json ? `${JSON.stringify(key)}\n` : `${key.secret}\n`)
    return 'ok'
  })
}

/** `haechi user password` */
export function passwordCommand(adapters: CliAdapters): Command {
  const command = new Command('password').description('Change your password; ends your other sessions.')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const ask = asker(adapters)
    const current = await ask.secret('Your password now: ')
    const next = await ask.secret('New password (12 characters or more): ')
    keep(adapters, options, await connect(adapters, options).me.changePassword(current, next))
    await adapters.stdout.write(options.json ? '{}\n' : 'The password is changed.\n')
    return 'ok'
  })
}

/** `haechi user totp` */
export function totpCommand(adapters: CliAdapters): Command {
  const command = new Command('totp')
    .description('Set up your second factor with an authenticator app; ends your other sessions.')
    .option('--remove', 'end it instead')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const { me } = connect(adapters, options)
    const ask = asker(adapters)
    const password = await ask.secret('Your password: ')
    if (options.remove) {
      keep(adapters, options, await me.removeTotp(password))
      await adapters.stdout.write(options.json ? '{}\n' : 'No second factor is asked for any more.\n')
      return 'ok'
    }
    const { secret, uri } = await me.enrolTotp(password)
    await adapters.stderr.write(
      `Give your authenticator app this address, or the secret ${secret}:\n\n  ${uri}\n\n`,
    )
    const { recoveryCodes, token } = await me.confirmTotp((await ask.line('The code that it shows: ')).trim())
    keep(adapters, options, token)
    const text = `Recovery codes, shown this once; each works once in place of a code:\n\n${recoveryCodes.map((code) => `  ${code}\n`).join('')}`
    await adapters.stdout.write(options.json ? `${JSON.stringify({ recoveryCodes })}\n` : text)
    return 'ok'
  })
}

/** A session that goes on under another token is kept under it. */
function keep(adapters: CliAdapters, options: ConnectOptions, token: string | null): void {
  const url = serviceUrl(adapters, options)
  if (token !== null && savedSession(adapters.settings, url) !== undefined)
    saveSession(adapters.settings, url, token)
}
