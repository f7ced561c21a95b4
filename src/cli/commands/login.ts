import { Command } from 'commander'
import { PROBLEM_URN, type ProblemName } from '../../api/contract/problem.ts'
import type { SessionReply } from '../../api/contract/sessions.ts'
import { HaechiError } from '../../client/haechi-error.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { asker } from '../ask-secret.ts'
import { type ConnectOptions, connect, connectAsNobody, serviceUrl, withConnection } from '../connect.ts'
import { saveSession } from '../session-file.ts'

interface Options extends Common, ConnectOptions {
  readonly everywhere?: true
}

/** `haechi login` */
export function loginCommand(adapters: CliAdapters): Command {
  const command = new Command('login')
    .description('Sign in; the commands then speak for you, unless --key or HAECHI_KEY says otherwise.')
    .argument('[EMAIL]', 'your e-mail address (asked for when not given)')
    .option('--url <URL>', 'address of the service (HAECHI_URL)')
  return act<Options>(command, adapters, async ([[given] = [] as string[]], options) => {
    const nobody = connectAsNobody(adapters, options)
    const ask = asker(adapters)
    const email = given ?? (await ask.line('E-mail address: '))
    const password = await ask.secret('Password: ')
    const request = { email, password, as: 'bearer' as const }
    const session = await nobody.signIn(request).catch(async (fault: unknown) => {
      if (!isProblem(fault, 'second-factor-needed')) throw fault
      return nobody.signIn({ ...request, code: await ask.secret('Code of your app, or a recovery code: ') })
    })
    saveSession(adapters.settings, serviceUrl(adapters, options), session.token)
    const { token: _, ...shown } = session
    await adapters.stdout.write(options.json ? `${JSON.stringify(shown)}\n` : describe(shown))
    return 'ok'
  })
}

/** `haechi logout` */
export function logoutCommand(adapters: CliAdapters): Command {
  const command = new Command('logout')
    .description('Sign out, and forget the session.')
    .option('--everywhere', 'end your sessions on all devices')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const ended = await connect(adapters, options)
      .signOut(options.everywhere === true)
      .catch((fault: unknown) => {
        // It has ended already: then it is only to be forgotten.
        if (isProblem(fault, 'unauthenticated')) return 0
        throw fault
      })
    saveSession(adapters.settings, serviceUrl(adapters, options), null)
    const text = `Signed out (${ended} session${ended === 1 ? '' : 's'} ended).\n`
    await adapters.stdout.write(options.json ? `${JSON.stringify({ ended })}\n` : text)
    return 'ok'
  })
}

/** `haechi whoami` */
export function whoamiCommand(adapters: CliAdapters): Command {
  const command = new Command('whoami').description('Show for whom your key or session speaks.')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const session = await connect(adapters, options).session()
    const { csrf: _csrf, ...shown } = session
    await adapters.stdout.write(options.json ? `${JSON.stringify(shown)}\n` : describe(session))
    return 'ok'
  })
}

function describe({ user, via, expiresAt, capabilities, mustEnrol }: Omit<SessionReply, 'csrf'>): string {
  const until = expiresAt === null ? '' : `, until ${expiresAt.slice(0, 16)}`
  const { languages, families, clearance } = user.skills
  return [
    `${user.name}${user.email === null ? '' : ` <${user.email}>`}: ${user.role}, by ${via}${until}`,
    `  worlds     ${user.worlds?.join(', ') ?? 'all'}`,
    `  skills     languages ${languages?.join(', ') ?? 'all'}; families ${families?.join(', ') ?? 'all'}; clearance ${clearance}`,
    `  may        ${capabilities.join(', ')}`,
    ...(mustEnrol ? ['  Your role needs a second factor: set it up by `haechi user totp`.'] : []),
    '',
  ].join('\n')
}

function isProblem(fault: unknown, name: ProblemName): boolean {
  return fault instanceof HaechiError && fault.problem?.type === PROBLEM_URN + name
}
