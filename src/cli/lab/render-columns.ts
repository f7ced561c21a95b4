import type { ColumnRole } from '../../lab/dataset/dataset.ts'
import type { LabelledFile } from '../learner/labelled-data.ts'

const WORDS: Readonly<Record<Exclude<ColumnRole, 'other'>, string>> = {
  ...{ text: 'text', label: 'label', flag: 'a label each', account: 'account', time: 'time', world: 'world' },
  ...{ surface: 'surface', language: 'language' },
}

/** Which columns of files were found for what, a line a file. */
export function renderColumns(files: readonly Pick<LabelledFile, 'name' | 'columns'>[]): string {
  return files
    .map(({ name, columns }) => {
      const found = Object.entries(WORDS).flatMap(([role, word]) => {
        const names = columns.filter((column) => column.role === role).map((column) => `"${column.name}"`)
        return names.length === 0 ? [] : [`${word} ${names.join(', ')}`]
      })
      const others = columns.filter(({ role }) => role === 'other').map((column) => `"${column.name}"`)
      return `${name}: ${found.join('; ')}${others.length > 0 ? `; not used ${others.join(', ')}` : ''}\n`
    })
    .join('')
}
