import type { Diagnostic } from '../core/diagnostic.ts'
import { Declared } from './names.ts'
import type { Policy, Texts } from './pack.ts'
import { PolicyFile } from './schemas.ts'
import { validate } from './validate.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/** The policies of all files, and every id that was named, so that a broken policy is not reported as unknown, too. */
export function checkPolicies(
  files: readonly YamlFile[],
  languages: readonly string[],
  diagnostics: Diagnostic[],
): { policies: Declared<Policy>; named: Set<string> } {
  const policies = new Declared<Policy>('policy', diagnostics)
  const named = new Set<string>()
  for (const file of files) {
    for (const [i, raw] of listOf(file, 'policies', diagnostics).entries()) {
      const id = (raw as { id?: unknown } | null)?.id
      if (typeof id === 'string') named.add(id)
      const policy = validate(PolicyFile, file, [i], raw, diagnostics)
      if (policy === undefined) continue
      for (const key of ['title', 'guideline', 'notice'] as const)
        checkTexts(file, [i, key], policy[key], languages, diagnostics)
      policies.add(policy.id, {
        id: policy.id,
        version: policy.version,
        severity: policy.severity,
        title: policy.title,
        guideline: policy.guideline,
        notice: policy.notice,
        strike: policy.strike ?? 1,
        legal: policy.legal ?? {},
        maps: policy.maps ?? {},
        place: file.place([i, 'id']),
      })
    }
  }
  return { policies, named }
}

/** The items of a file that is a list; a diagnostic when it is none. An empty file is an empty list. */
export function listOf(
  file: YamlFile,
  what: string,
  diagnostics: Diagnostic[],
  key = 'id',
): readonly unknown[] {
  if (file.value === undefined || file.value === null) return []
  if (Array.isArray(file.value)) return file.value
  diagnostics.push({
    severity: 'error',
    code: 'wrong-type',
    message: `a file of ${what} is a list`,
    place: file.place([]),
    wayOut: `start each item with "- ${key}: …"`,
  })
  return []
}

function checkTexts(
  file: YamlFile,
  path: Path,
  texts: Texts,
  languages: readonly string[],
  diagnostics: Diagnostic[],
): void {
  const missing = languages.filter((language) => !Object.hasOwn(texts, language))
  if (missing.length === 0) return
  diagnostics.push({
    severity: 'warning',
    code: 'missing-language',
    message: `no ${String(path.at(-1))} in ${missing.join(', ')}`,
    place: file.keyPlace(path),
    wayOut: `add ${missing.map((language) => `${language}: …`).join(', ')}`,
  })
}
