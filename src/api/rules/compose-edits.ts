import { editPack, put } from '../../pack/edit/edit-pack.ts'
import type { PackEdit as Edit, RuleDraft } from '../../pack/edit/pack-edit.ts'
import type { PackFiles } from '../../pack/pack.ts'
import type { EditRequest, PackEdit } from '../contract/rule-edits.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { invalid } from '../screen-event.ts'
import { wrongFiles } from '../versions/wrong-files.ts'

/** The files of a version with edits and changes laid over them; `changed`: by path, null for a file that is gone. */
export interface Composed {
  readonly files: PackFiles
  readonly changed: Readonly<Record<string, string | null>>
}

/** Lays a request's edits, then its changes, over the files of a version. Throws the problem when that cannot be. */
export function composeEdits(
  before: PackFiles,
  { edits = [], changes = {} }: Pick<EditRequest, 'edits' | 'changes'>,
): Composed {
  const edited = editPack(before, edits.map(toEdit))
  if (!edited.ok) {
    const { edit, detail, wayOut } = edited.refused
    throw refusal('cannot-edit', detail, { field: `edits[${edit}]`, wayOut })
  }
  let { files } = edited
  for (const [path, text] of Object.entries(changes)) files = put(files, path, text)
  // Paths that the version has already are no news; what is new must be the path of a file of a pack.
  const errors = wrongFiles(files, 'changes')
  if (errors) throw new ProblemError(invalid(errors))
  const touched = [...new Set([...Object.keys(edited.changed), ...Object.keys(changes)])]
  const changed = touched.filter((path) => files[path] !== before[path])
  return { files, changed: Object.fromEntries(changed.map((path) => [path, files[path] ?? null])) }
}

function toEdit(edit: PackEdit, i: number): Edit {
  if (edit.kind !== 'add-rule') return edit
  const { id } = edit.rule
  if (typeof id !== 'string' || id.length === 0 || id.length > 64)
    throw new ProblemError(
      invalid([{ field: `edits[${i}].rule.id`, problem: 'is missing or no text', wayOut: 'give it an id' }]),
    )
  return { ...edit, rule: edit.rule as RuleDraft }
}
