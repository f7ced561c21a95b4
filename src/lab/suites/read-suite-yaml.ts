import { parseDocument } from 'yaml'
import { z } from 'zod'
import { BadSuite, type Functionality } from './suite.ts'

const SuiteYaml = z.strictObject({
  functionalities: z.array(
    z.strictObject({
      name: z.string().min(1).max(80),
      expect: z.enum(['violates', 'fine']),
      must_pass: z.boolean().default(false),
      cases: z.array(z.string()).min(1),
    }),
  ),
})

/** Reads a suite from YAML: `functionalities`, each with `name`, `expect`, `cases` and perhaps `must_pass`. */
export function readSuiteYaml(name: string, text: string): Functionality[] {
  const document = parseDocument(text, { prettyErrors: false })
  const [fault] = document.errors
  if (fault !== undefined) throw new BadSuite(`${name} is no YAML that can be read (${fault.code})`)
  // No alias may be blown up into a thousand copies.
  const read = SuiteYaml.safeParse(document.toJS({ maxAliasCount: 100 }))
  if (!read.success) {
    const issue = read.error.issues[0]!
    throw new BadSuite(
      `${name}: ${issue.path.join('.') || 'it'}: ${issue.message}; a suite is \`functionalities:\`, a list of name, expect and cases`,
    )
  }
  return read.data.functionalities.map(({ name: own, expect, must_pass, cases }) => ({
    name: own,
    mustPass: must_pass,
    cases: cases.map((one, i) => ({ id: `${own} ${i + 1}`, text: one, violates: expect === 'violates' })),
  }))
}
