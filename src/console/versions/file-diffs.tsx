import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Diff } from '../kit/diff.tsx'
import { Empty } from '../kit/empty.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

type File = Reply<'versionDifference'>['files'][number]

/** The files that differ, each opened when somebody asks. */
export function FileDiffs({ files }: { readonly files: readonly File[] }): ReactNode {
  const t = useWords(WORDS)
  if (files.length === 0) return <Empty>{t('noFiles')}</Empty>
  return files.map((file) => <FileDiff key={file.path} file={file} />)
}

function FileDiff({ file: { path, kind, before, after, isLong } }: { readonly file: File }): ReactNode {
  const t = useWords(WORDS)
  const [isOpen, setOpen] = useState(false)
  const isBank = path.startsWith('banks/')
  return (
    <details className="rules-change" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code>{path}</code>{' '}
        <Badge tone={kind === 'removed' ? 'danger' : kind === 'added' ? 'good' : 'plain'}>{t(kind)}</Badge>
        {isBank && <span className="rules-meta"> {t('bank')}</span>}
      </summary>
      {isLong && <p className="rules-meta">{t('long')}</p>}
      {isOpen && !isLong && (
        <Diff label={t('diffOf', { path })} before={before ?? ''} after={after ?? ''} language="yaml" />
      )}
    </details>
  )
}
