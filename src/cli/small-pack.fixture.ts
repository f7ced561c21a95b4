import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newFolder } from './capture.fixture.ts'

const both = (text: string) => `{ ko: ${text}, en: ${text} }`

const SMALL_PACK: Readonly<Record<string, string>> = {
  'haechi.yaml': `haechi: 1
tenant: small
worlds: [plaza]
languages: [ko, en]
events:
  chat.message:
    content: text
    features:
      text: { type: string, required: true, max: 200, personal: true }
`,
  'policies/conduct.yaml': `- id: conduct.rude
  version: 1
  severity: S3
  title: ${both('Rude')}
  guideline: ${both('Rudeness')}
  notice: ${both('Please be kind')}
`,
  'rules/chat.yaml': `- id: chat.rude
  policy: conduct.rude
  on: chat.message
  when: text.contains("grumble")
  then: { verdict: hold }
  mode: live
  owner: tests
`,
}

/** Writes a pack of one rule, which holds messages that contain \`grumble\`, and gives the folder above it. */
export async function smallPack(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await newFolder()
  for (const [path, text] of Object.entries({ ...SMALL_PACK, ...changes })) {
    const file = join(folder, 'pack', path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  return folder
}

/** A file of the small pack, as it is written. */
export function smallPackFile(path: string): string {
  return SMALL_PACK[path]!
}
