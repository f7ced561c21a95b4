import { Command } from 'commander'
import { verifyChain } from '../../access/audit/verify-chain.ts'
import { AuditHead } from '../../core/audit-entry.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import type { AuditAskedLike } from '../audit/read-chain.ts'
import { readChain, readExport } from '../audit/read-chain.ts'
import { renderEntries } from '../audit/render-entries.ts'
import { writeExport } from '../audit/write-export.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { wholeNumber } from '../whole-number.ts'

type Options = Common & ConnectOptions

interface ListOptions extends Options, AuditAskedLike {
  readonly limit: number
}

/** `haechi audit list | verify | export | head` */
export function auditCommand(adapters: CliAdapters): Command {
  return new Command('audit')
    .description('Look into the log of who did what, and verify that nobody changed it.')
    .addCommand(listCommand(adapters))
    .addCommand(verifyCommand(adapters))
    .addCommand(exportCommand(adapters))
    .addCommand(headCommand(adapters))
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('List what was done, newest first.')
    .option('--who <WHO>', 'by whom: key:ID, the id of a person, or service')
    .option('--what <ROUTE>', 'what was done, as docs/reference/api.md names it: setLabel, erase, …')
    .option('--object <ID>', 'about this id: job-…, d-…')
    .option('--entity <ENTITY>', 'about this entity, such as account:u1')
    .option('--from <TIME>', 'done at this time or later')
    .option('--to <TIME>', 'done before this time')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 5000), 50)
  return act<ListOptions>(withConnection(command), adapters, async (_, options) => {
    const { who, what, object, entity, from, to, limit } = options
    const asked = Object.fromEntries(
      Object.entries({ who, what, object, entity, from: time(from), to: time(to) }).filter(
        ([, value]) => value !== undefined,
      ),
    )
    const found = await connect(adapters, options).audit.find({ ...asked, limit, newest: true })
    await adapters.stdout.write(options.json ? `${JSON.stringify(found)}\n` : renderEntries(found))
    return 'ok'
  })
}

function verifyCommand(adapters: CliAdapters): Command {
  const command = new Command('verify')
    .description(
      'Walk the chain, of the service or of an exported file, and tell the first place where it does not hold.',
    )
    .option('--there', 'let the service walk it: quicker, and shows nothing of a service that lies')
    .argument('[FILE]', 'what `haechi audit export` wrote; without: ask the service')
    .option(
      '--since <HEAD>',
      'what `haechi audit head` printed earlier: the chain must still pass through it',
      head,
    )
  return act<Options & { since?: AuditHead; there?: boolean }>(
    withConnection(command),
    adapters,
    async ([given = []], options) => {
      const [file] = given
      if (options.there) {
        if (file !== undefined)
          throw new CliFailure(
            'usage',
            '--there is about the log of the service; leave the file or --there out',
          )
        return verifyThere(adapters, options)
      }
      const chain =
        file === undefined
          ? await readChain(connect(adapters, options))
          : await readExport(adapters.cwd, file)
      const verified = await verifyChain(chain.entries, { head: chain.head, since: options.since })
      const text = verified.ok
        ? `The chain holds: ${verified.entries} entries, up to ${verified.head.seq}:${verified.head.hash}.`
        : `The chain does not hold at entry ${verified.fault.seq} (${verified.fault.how}): ${verified.fault.why}`
      await adapters.stdout.write(`${options.json ? JSON.stringify(verified) : text}\n`)
      return verified.ok ? 'ok' : 'negative'
    },
  )
}

async function verifyThere(adapters: CliAdapters, options: Options & { since?: AuditHead }) {
  const { since } = options
  const walked = await connect(adapters, options).audit.verify(since === undefined ? {} : { since })
  if (!walked.done)
    throw new CliFailure('unreachable', 'The service stopped walking before the end; run the same again')
  const { fault, head, entries } = walked
  const text =
    fault === null
      ? `The service says that its chain holds: ${entries} entries, up to ${head.seq}:${head.hash}.`
      : `The chain does not hold at entry ${fault.seq} (${fault.how}): ${fault.why}`
  await adapters.stdout.write(`${options.json ? JSON.stringify(walked) : text}\n`)
  return fault === null ? ('ok' as const) : ('negative' as const)
}

function exportCommand(adapters: CliAdapters): Command {
  const command = new Command('export')
    .description('Write the whole log into a file, an entry a line, and its end as the last line.')
    .argument('<FILE>', 'the file to write')
  return act<Options>(withConnection(command), adapters, async ([[file = ''] = []], options) => {
    const chain = await readChain(connect(adapters, options))
    const entries = await writeExport(adapters.cwd, file, chain)
    const report = { file, entries, head: chain.head }
    const text = `Wrote ${entries} entries to ${file}.`
    await adapters.stdout.write(`${options.json ? JSON.stringify(report) : text}\n`)
    return 'ok'
  })
}

function headCommand(adapters: CliAdapters): Command {
  const command = new Command('head').description(
    'Print where the log ends. Kept elsewhere, it shows later whether the log was cut off or written anew.',
  )
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const { seq, hash } = await connect(adapters, options).audit.head()
    await adapters.stdout.write(options.json ? `${JSON.stringify({ seq, hash })}\n` : `${seq}:${hash}\n`)
    return 'ok'
  })
}

function head(text: string): AuditHead {
  const [seq, hash] = text.split(':')
  const parsed = AuditHead.safeParse({ seq: Number(seq), hash })
  if (parsed.success) return parsed.data
  throw new CliFailure(
    'usage',
    `"${text}" is no head; give what \`haechi audit head\` printed, such as 17:0a1b…`,
  )
}

function time(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms))
    throw new CliFailure('usage', `${text} is no time; write 2026-11-23 or 2026-11-23T09:00:00Z`)
  return new Date(ms).toISOString()
}
