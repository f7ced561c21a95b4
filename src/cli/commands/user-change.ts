import { Command, Option } from 'commander'
import { Role } from '../../access/capability.ts'
import type { ChangeUserRequest, UserLink } from '../../api/contract/users.ts'
import { Severity } from '../../core/severity.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { describeUser } from '../describe-user.ts'
import { findUser } from '../find-user.ts'

interface Options extends Common, ConnectOptions {
  readonly name?: string
  readonly email?: string
  readonly role?: Role
  readonly world?: string[]
  readonly language?: string[]
  readonly family?: string[]
  readonly clearance?: Severity
  readonly totp?: true
}

function withPerson(command: Command): Command {
  return command
    .option('--world <WORLD...>', 'the worlds that they may see, or all')
    .option('--language <CODE...>', 'the languages that they judge, or all')
    .option('--family <FAMILY...>', 'the policy families that they judge, or all')
    .addOption(
      new Option('--clearance <SEVERITY>', 'the gravest content that they may see').choices(Severity.options),
    )
}

/** `haechi user add` */
export function addCommand(adapters: CliAdapters): Command {
  const command = new Command('add')
    .description('Invite somebody, and show the one-time link by which they set a password.')
    .argument('<EMAIL>')
    .requiredOption('--name <NAME>', 'how they are called here')
    .addOption(new Option('--role <ROLE>', 'what they do here').choices(Role.options).makeOptionMandatory())
  return act<Options>(withConnection(withPerson(command)), adapters, async ([[email = ''] = []], options) => {
    const { name = '', role = 'reviewer', world } = options
    const link = await connect(adapters, options).users.invite({
      ...{ name, email, role },
      ...(world === undefined ? {} : { worlds: orAll(world) }),
      ...skillsOf(options),
    })
    return showLink(adapters, options, link)
  })
}

/** `haechi user set` */
export function setCommand(adapters: CliAdapters): Command {
  const command = new Command('set')
    .description('Change what is given of somebody; a new role, worlds or skills end their sessions.')
    .argument('<WHO>', 'id or e-mail address')
    .option('--name <NAME>', 'how they are called here')
    .option('--email <EMAIL>', 'what they sign in with')
    .addOption(new Option('--role <ROLE>', 'what they do here').choices(Role.options))
  return act<Options>(withConnection(withPerson(command)), adapters, async ([[who = ''] = []], options) => {
    const client = connect(adapters, options)
    const { name, email, role, world } = options
    const change: ChangeUserRequest = {
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(role === undefined ? {} : { role }),
      ...(world === undefined ? {} : { worlds: orAll(world) }),
      ...skillsOf(options),
    }
    const user = await client.users.change((await findUser(client, who)).id, change)
    await adapters.stdout.write(options.json ? `${JSON.stringify(user)}\n` : `${describeUser(user)}\n`)
    return 'ok'
  })
}

/** `haechi user disable | enable | sign-out` */
export function turnCommand(
  adapters: CliAdapters,
  what: 'disable' | 'enable' | 'signOut',
  description: string,
): Command {
  const command = new Command(what === 'signOut' ? 'sign-out' : what)
    .description(description)
    .argument('<WHO>', 'id or e-mail address')
  return act<Options>(withConnection(command), adapters, async ([[who = ''] = []], options) => {
    const client = connect(adapters, options)
    const before = await findUser(client, who)
    const reply =
      what === 'signOut'
        ? { ended: await client.users.signOut(before.id) }
        : await client.users[what](before.id)
    const said = 'ended' in reply ? `${reply.ended} sessions ended` : `${reply.state} now`
    await adapters.stdout.write(options.json ? `${JSON.stringify(reply)}\n` : `${before.name}: ${said}.\n`)
    return 'ok'
  })
}

/** `haechi user reset` */
export function resetCommand(adapters: CliAdapters): Command {
  const command = new Command('reset')
    .description('Show a one-time link by which somebody sets a new password.')
    .argument('<WHO>', 'id or e-mail address; admin for the first admin, until an address is given')
    .option('--totp', 'end the second factor too, for somebody who has lost it')
  return act<Options>(withConnection(command), adapters, async ([[who = ''] = []], options) => {
    const client = connect(adapters, options)
    const { id } = await findUser(client, who)
    return showLink(adapters, options, await client.users.reset(id, options.totp ? { totp: true } : {}))
  })
}

/** `haechi user require-totp` */
export function requireTotpCommand(adapters: CliAdapters): Command {
  const command = new Command('require-totp')
    .description('Show the roles that need a second factor; with roles (or none), set them.')
    .argument('[ROLE...]', `of ${Role.options.join(', ')}; none: no role`)
  return act<Options>(withConnection(command), adapters, async ([roles = []], options) => {
    const { accessSettings } = connect(adapters, options)
    const wanted = roles.filter((role) => role !== 'none')
    const { requireTotp } =
      roles.length === 0
        ? await accessSettings.get()
        : await accessSettings.set({ requireTotp: wanted as Role[] })
    const text =
      requireTotp.length === 0 ? 'No role needs a second factor.' : `Needed by: ${requireTotp.join(', ')}.`
    await adapters.stdout.write(options.json ? `${JSON.stringify({ requireTotp })}\n` : `${text}\n`)
    return 'ok'
  })
}

async function showLink(adapters: CliAdapters, { json }: Options, link: UserLink): Promise<'ok'> {
  await adapters.stdout.write(json ? `${JSON.stringify(link)}\n` : `${link.url}\n`)
  if (!json)
    await adapters.stderr.write(
      `For ${link.user.name} (${link.user.role}), once, until ${link.expiresAt.slice(0, 16)}. Send it by a way that you trust; on a terminal, \`haechi user accept\` takes what stands behind the # sign.\n`,
    )
  return 'ok'
}

function skillsOf({ language, family, clearance }: Options): Pick<ChangeUserRequest, 'skills'> {
  if (language === undefined && family === undefined && clearance === undefined) return {}
  return {
    skills: {
      ...(language === undefined ? {} : { languages: orAll(language) }),
      ...(family === undefined ? {} : { families: orAll(family) }),
      ...(clearance === undefined ? {} : { clearance }),
    },
  }
}

function orAll(names: string[]): string[] | null {
  return names.includes('all') ? null : names
}
