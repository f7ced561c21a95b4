import type { Client } from '../../client/client.ts'
import { CliFailure } from '../failure.ts'

const WHOLE = /^mdl-[0-9a-f]{32}$/
const BEGUN = /^mdl-[0-9a-f]{4,31}$/
const LISTED = 500

/** The id that somebody typed, which may be its beginning, where only one model of the latest 500 begins so. */
export async function modelOf(client: Client, text: string): Promise<string> {
  if (WHOLE.test(text)) return text
  if (!BEGUN.test(text))
    throw new CliFailure(
      'usage',
      `"${text}" is no id of a model, such as mdl-1a2b…; haechi model list shows them`,
    )
  const found = (await client.models.list({ limit: LISTED })).filter(({ id }) => id.startsWith(text))
  if (found.length === 1) return found[0]!.id
  throw new CliFailure(
    'usage',
    found.length === 0
      ? `no model begins with ${text}; haechi model list shows them`
      : `${found.length} models begin with ${text}; write more of the id`,
  )
}
