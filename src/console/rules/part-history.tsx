import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Diff } from '../kit/diff.tsx'
import { Empty } from '../kit/empty.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly of: 'ruleHistory' | 'policyHistory'
  readonly id: string
}

/** Which versions changed a rule or a policy, who, when and why, each with its difference. */
export function PartHistory({ of, id }: Given): ReactNode {
  const [pages, setPages] = useState<readonly (number | null)[]>([null])
  return (
    <div>
      {pages.map((before, i) => (
        <HistoryPage
          key={before ?? 'newest'}
          {...{ of, id, before }}
          {...(i === pages.length - 1 && { onMore: (next) => setPages([...pages, next]) })}
        />
      ))}
    </div>
  )
}

function HistoryPage({
  of,
  id,
  before,
  onMore,
}: Given & { readonly before: number | null; readonly onMore?: (next: number) => void }): ReactNode {
  const t = useWords(WORDS)
  const query = before === null ? {} : { before: String(before) }
  const { data, error } = useAsk(of, { params: { id }, query })
  return (
    <>
      <ProblemBox error={error} />
      {data?.changes.length === 0 && before === null && <Empty>{t('noHistory')}</Empty>}
      {data?.changes.map((change) => (
        <Change key={change.version.number} change={change} />
      ))}
      {typeof data?.next === 'number' && onMore !== undefined && (
        <Button onPress={() => onMore(data.next!)}>{t('older')}</Button>
      )}
    </>
  )
}

function Change({
  change: { version, kind, differences, before, after },
}: {
  readonly change: Reply<'ruleHistory'>['changes'][number]
}): ReactNode {
  const t = useWords(WORDS)
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="rules-change" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h3>{t('versionN', { n: version.number })}</h3>{' '}
        <Badge tone={kind === 'removed' ? 'danger' : kind === 'added' ? 'good' : 'plain'}>{t(kind)}</Badge>{' '}
        <span className="rules-meta">
          <Time at={version.appliedAt} /> · <bdi>{t('by', { who: version.appliedBy })}</bdi>
        </span>
        <p className="rules-why">
          <Said text={version.why} />
          {kind === 'changed' && (
            <span className="rules-meta"> ({differences.map(({ what }) => what).join(', ')})</span>
          )}
        </p>
      </summary>
      {isOpen && (
        <>
          <p>
            <A to={paths.version(version.number)}>{t('openVersion', { n: version.number })}</A>
          </p>
          <Diff
            label={t('diffOf', { n: version.number })}
            before={before ?? ''}
            after={after ?? ''}
            language="yaml"
          />
        </>
      )}
    </details>
  )
}
